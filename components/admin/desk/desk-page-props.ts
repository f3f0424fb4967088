/** What each page of the desk's set-up is given: its title and line, and the way back to the menu of a phone. */
export interface DeskPageProps {
  readonly title: string;
  readonly lead: string;
  readonly onBack: () => void;
}

'use client';
// Arrivals and ends of the last hour as bars, drawn by uPlot in the theme's colours. The figures stand in words beside it.

import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { useFormat } from '../../client/react/i18n/provider.tsx';
import type { BoardPoint } from '../../core/protocol/wire-setup.ts';
import 'uplot/dist/uPlot.min.css';

interface Props {
  readonly points: readonly BoardPoint[];
  /** What it shows, in words. */
  readonly label: string;
}

const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const dataOf = (points: readonly BoardPoint[]): uPlot.AlignedData => [
  points.map(({ at }) => at / 1_000),
  points.map(({ arrived }) => arrived),
  points.map(({ closed }) => closed),
];
const HALF_MS = 150;

function optionsOf(width: number, height: number, time: (at: number) => string): uPlot.Options {
  const axis = { stroke: () => colour('--text-3'), font: '12px Inter, sans-serif', ticks: { show: false } };
  const grid = { stroke: () => colour('--plot-grid'), width: 1 };
  const bars = (align: 1 | -1) => uPlot.paths.bars?.({ size: [0.36, 22], align, radius: 0.15 });
  return {
    width,
    height,
    legend: { show: false },
    cursor: { show: false },
    padding: [12, 8, 0, 0],
    scales: {
      x: { time: false, range: (_, least, most) => [least - HALF_MS, most + HALF_MS] },
      y: { range: (_, __, most) => [0, Math.max(4, most)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 28,
        values: (_, at) => at.map((one) => time(one * 1_000)),
        splits: (plot) => (plot.data[0] ?? []).filter((_, i) => i % 3 === 0) as number[],
      },
      { ...axis, grid, size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000, 100_000] },
    ],
    series: [
      {},
      { stroke: () => colour('--plot-1'), fill: () => colour('--plot-1'), paths: bars(-1), points: { show: false } },
      { stroke: () => colour('--plot-4'), width: 1.5, paths: bars(1), points: { show: false } },
    ],
  };
}

export function FlowPlot({ points, label }: Props) {
  const { time } = useFormat();
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const data = useRef(points);
  useEffect(() => {
    data.current = points;
    plot.current?.setData(dataOf(points));
  }, [points]);
  useEffect(() => {
    const { current } = place;
    if (!current) return undefined;
    const made = new uPlot(optionsOf(current.clientWidth, current.clientHeight, time), dataOf(data.current), current);
    plot.current = made;
    const sized = new ResizeObserver(() => made.setSize({ width: current.clientWidth, height: current.clientHeight }));
    sized.observe(current);
    const redraw = () => made.redraw(false, true);
    const theme = new MutationObserver(redraw);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', redraw);
    return () => {
      sized.disconnect();
      theme.disconnect();
      dark.removeEventListener('change', redraw);
      made.destroy();
      plot.current = null;
    };
  }, [time]);
  return <div ref={place} role="img" aria-label={label} className="min-h-44 w-full flex-1 overflow-hidden" />;
}

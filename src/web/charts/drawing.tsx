import type { ComponentChildren } from 'preact'
import { descriptionOf } from './chart-words.ts'
import type { ChartSpec } from './chart.ts'
import { drawingWidth, lineHeight, textSize } from './layout.ts'
import type { TextBox } from './layout.ts'

/**
 * The colours of the style sheet (assets/_colours.scss), for where there is none: a drawing in a Word or PDF file. On a
 * page the classes win, so that high-contrast modes can change them.
 */
export const ink = '#10242a'
export const inkSoft = '#46565b'
export const grey = '#c5d0d3'
export const seriesColours = ['#0b5563', '#c8741c', '#6a51a3', '#3d9a8b', '#8c2d3f', '#7a868a'] as const

/** So many units of air around everything, for line ends and letters that reach over. */
const margin = 2

export interface DrawingSize {
  readonly width: number
  readonly height: number
}

export function sizeOfDrawing(layoutHeight: number): DrawingSize {
  return { width: drawingWidth + 2 * margin, height: Math.ceil(layoutHeight) + 2 * margin }
}

/** The frame of every drawing: one picture to assistive technology, with a name and a description. */
export function Drawing({
  spec,
  height,
  children,
}: {
  spec: ChartSpec
  height: number
  children: ComponentChildren
}) {
  const size = sizeOfDrawing(height)
  const [titleId, descriptionId] = [`${spec.id}-title`, `${spec.id}-description`]
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`${-margin} ${-margin} ${size.width} ${size.height}`}
      width={size.width}
      height={size.height}
      role="img"
      aria-labelledby={titleId}
      aria-describedby={descriptionId}
      font-family="Arial, Helvetica, sans-serif"
      font-size={textSize}
    >
      <title id={titleId}>{spec.title}</title>
      <desc id={descriptionId}>{descriptionOf(spec)}</desc>
      {children}
    </svg>
  )
}

/** All the texts of a drawing. `boldRows` sets the labels of rows apart from those of series. */
export function Texts({ texts, boldRows = false }: { texts: readonly TextBox[]; boldRows?: boolean }) {
  return (
    <>
      {texts.map(({ x, y, lines, anchor, role }) => {
        const isSoft = role === 'missing' || role === 'note' || role === 'tick'
        return (
          <text
            class={isSoft ? 'ow-chart__text ow-chart__text--soft' : 'ow-chart__text'}
            fill={isSoft ? inkSoft : ink}
            text-anchor={anchor}
            {...(role === 'row' && boldRows && { 'font-weight': 'bold' })}
          >
            {lines.map((line, index) => (
              <tspan x={round(x)} y={round(y + index * lineHeight)}>
                {line}
              </tspan>
            ))}
          </text>
        )
      })}
    </>
  )
}

/** A hundredth of a unit is finer than any screen, and keeps the page small. */
export function round(value: number): number {
  return Math.round(value * 100) / 100
}

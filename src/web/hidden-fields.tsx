/** Answers carried along unseen, to be sent again. */
export function HiddenFields({ values }: { values: Record<string, string | string[] | undefined> }) {
  return (
    <>
      {Object.entries(values).flatMap(([name, value]) =>
        [value ?? []].flat().map((item) => <input type="hidden" name={name} value={item} />),
      )}
    </>
  )
}

export { type AsAt, AsAtForm, asAtQuery, onDate, readAsAt } from '#web'

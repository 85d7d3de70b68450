/** What operations on trails need of the running engine. Built in `app.ts`. */
export interface TrailServices {
  /** Something about a trail has changed (created, resumed, new credential): look at it now. */
  wake(): void;
}

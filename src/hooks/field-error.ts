/** What is wrong at a place. */
export interface FieldError {
  path: string;
  message: string;
}

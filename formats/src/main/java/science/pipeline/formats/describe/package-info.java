/**
 * Schemas guessed from samples, with what was guessed and what could not be. Imports {@code formats} and the schema.
 */
@NullMarked
package science.pipeline.formats.describe;

import org.jspecify.annotations.NullMarked;

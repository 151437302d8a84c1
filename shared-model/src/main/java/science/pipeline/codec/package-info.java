/**
 * Events to bytes and back: the encoder, the decoders, and the policy on bad input. May import {@code event},
 * {@code terminal.Printable} and the Jackson 3 streaming parser.
 */
@NullMarked
package science.pipeline.codec;

import org.jspecify.annotations.NullMarked;

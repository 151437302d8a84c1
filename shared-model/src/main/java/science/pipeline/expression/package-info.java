/**
 * Expressions of an event's fields, as people write them in a configuration: {@code cpm / 334}, {@code pt > 20 &&
 * abs(eta) < 1.2}. Read by the parser of CEL (the Common Expression Language), checked against the names and types that
 * a place offers, and kept as a small typed tree, which {@code analysis} compiles to loops over columns. Values are
 * doubles, names or truths; there is neither reflection nor a way to call anything.
 *
 * <p>One rule for what is missing: an optional number that is absent, and what has no value as a number, as {@code 0 /
 * 0}, are NaN. Arithmetic with a missing value is missing. A comparison with a missing value is false, {@code !=} too.
 * {@code has(x)} says whether there is one.
 *
 * <p>May import nothing of the project. Only {@code Syntax}, {@code Parsed} and {@code Typing} know the parser's
 * library, so that it is loaded with the first expression and not before.
 */
@NullMarked
package science.pipeline.expression;

import org.jspecify.annotations.NullMarked;

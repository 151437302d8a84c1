package science.pipeline.schema;

/**
 * A quantity that is computed from fields.
 *
 * @param value the expression, as {@code cpm / 334}
 * @param unit of its values; empty for none
 */
public record QuantityDefinition(String value, String unit) {}

package science.pipeline.analysis.select;

/**
 * What a selection has counted in a partition.
 *
 * @param passed events that met its conditions
 * @param accepted those of them that its prescale let through
 */
public record Tally(long passed, long accepted) {}

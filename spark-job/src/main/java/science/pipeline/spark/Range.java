package science.pipeline.spark;

import java.io.Serializable;

/**
 * What a batch holds of a partition.
 *
 * @param from its first offset
 * @param until the offset behind its last one
 */
record Range(long from, long until) implements Serializable {}

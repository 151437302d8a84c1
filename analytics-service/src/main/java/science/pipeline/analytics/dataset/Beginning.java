package science.pipeline.analytics.dataset;

/**
 * With what an owner begins.
 *
 * @param owner a name that nobody else has, another one with every takeover
 * @param identity the dataset and its source
 * @param partition of the source
 * @param startOffset where the dataset of a partition without commits begins; behind its newest commit, the end of a
 *     gap that a person has accepted; else without effect
 * @param configurationHash of what decides about rows, flags and numbers
 */
public record Beginning(
        String owner, ResultsFolder.Identity identity, int partition, long startOffset, String configurationHash) {}

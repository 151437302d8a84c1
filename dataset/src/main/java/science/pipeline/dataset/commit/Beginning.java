package science.pipeline.dataset.commit;

import science.pipeline.dataset.sink.Setup;

/**
 * With what an owner begins.
 *
 * @param host what runs the engine for this owner, as {@code analytics-service} or {@code reanalyse}
 * @param owner a name that nobody else has, another one with every takeover
 * @param identity the dataset and its source
 * @param partition of the source
 * @param startOffset where the dataset of a partition without commits begins; behind its newest commit, the end of a
 *     gap that a person has accepted; else without effect
 * @param setup what decides about rows, flags and numbers
 */
public record Beginning(
        String host, String owner, ResultsFolder.Identity identity, int partition, long startOffset, Setup setup) {}

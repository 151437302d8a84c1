package science.pipeline.dataset.closing;

/** In which forms the whole dataset is kept at the end. Parquet is made from CSV, so that there is none without it. */
public enum FinalFormat {
    CSV,
    PARQUET
}

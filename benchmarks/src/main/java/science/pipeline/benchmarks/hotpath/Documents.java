package science.pipeline.benchmarks.hotpath;

package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import science.pipeline.analysis.aggregate.HistogramStatistics;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code manifest.json}: what proves that the final dataset is complete.
 *
 * @param dataset identity of the dataset
 * @param source the one topic it is made from
 * @param version of the software that built it
 * @param configurations by partition, which configuration held from which offset
 * @param ledger the closed books
 * @param files the final files, by name
 * @param histograms the configured ones over the whole dataset
 */
record Manifest(
        String dataset,
        Source source,
        String version,
        List<PartitionConfigurations> configurations,
        Ledger ledger,
        List<FinalFile> files,
        List<HistogramStatistics> histograms) {

    static final String NAME = "manifest.json";

    private static final Pattern NAME_IN_THE_FOLDER = Pattern.compile("[a-z][a-z0-9_]*\\.(csv|parquet|json)");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    record PartitionConfigurations(int partition, List<Commit.Configuration> configurations) {}

    /**
     * @param name in the results folder
     * @param rows without the header
     * @param bytes its length
     * @param sha256 of these bytes, hexadecimal
     */
    record FinalFile(String name, long rows, long bytes, String sha256) {}

    void write(ResultsFolder folder) throws IOException {
        byte[] json = JSON.writeValueAsBytes(this);
        Durable.replace(
                folder.file(NAME), (new String(json, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8));
        Durable.syncFolder(folder.root());
    }

    static Manifest read(ResultsFolder folder) throws IOException {
        return JSON.readValue(Files.readAllBytes(folder.file(NAME)), Manifest.class);
    }

    /** The files that a manifest names, as far as it can be read: what is no manifest names none. */
    static List<String> names(Path manifest) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            JSON.readTree(Files.readAllBytes(manifest))
                    .path("files")
                    .forEach(file -> names.add(file.path("name").asString("")));
        } catch (JacksonException unreadable) {
            return List.of();
        }
        // A name leads nowhere else: no path, nothing hidden.
        return names.stream()
                .filter(name -> NAME_IN_THE_FOLDER.matcher(name).matches())
                .toList();
    }
}

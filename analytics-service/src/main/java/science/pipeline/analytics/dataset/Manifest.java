package science.pipeline.analytics.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.aggregate.HistogramStatistics;
import science.pipeline.analysis.aggregate.WindowContribution;
import science.pipeline.analysis.watch.WatchConfiguration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code manifest.json}: what proves that the final dataset is complete. Its last entry, {@code checksum}, is the
 * SHA-256 of the bytes before it.
 *
 * @param dataset identity of the dataset
 * @param source the one topic it is made from
 * @param version of the software that built it
 * @param configurations by partition, the commit it was built from, and which configuration held from which offset
 * @param built how it was built
 * @param ledger the closed books
 * @param files the final files, by name
 * @param histograms the configured ones over the whole dataset
 */
record Manifest(
        String dataset,
        Source source,
        String version,
        List<PartitionConfigurations> configurations,
        Built built,
        Ledger ledger,
        List<FinalFile> files,
        List<HistogramStatistics> histograms) {

    static final String NAME = "manifest.json";

    /** A name leads nowhere else: no path, nothing hidden. */
    private static final Pattern IN_THE_FOLDER = Pattern.compile("[a-z][a-z0-9_]*\\.(csv|parquet|json)");

    private static final String CHECKSUM = ",\n  \"checksum\" : \"";
    private static final JsonMapper JSON = JsonMapper.builder(StatisticsJson.factory())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    Manifest {
        Objects.requireNonNull(dataset);
        Objects.requireNonNull(source);
        Objects.requireNonNull(version);
        Objects.requireNonNull(built);
        Objects.requireNonNull(ledger);
        configurations = List.copyOf(configurations);
        files = List.copyOf(files);
        histograms = List.copyOf(histograms);
    }

    /** @param commit its number */
    record PartitionConfigurations(int partition, long commit, List<Commit.Configuration> configurations) {

        static PartitionConfigurations of(Commit commit) {
            return new PartitionConfigurations(commit.partition(), commit.number(), commit.configurations());
        }
    }

    /**
     * What the final files follow from, beside the commits.
     *
     * @param drained whether the topic held nothing more, so that every window is complete
     * @param latenessSeconds behind the slowest clock a window is complete anyway
     * @param watch what the alarms were found with; null without alarms
     * @param formats in which the whole dataset is kept
     */
    record Built(
            boolean drained, long latenessSeconds, @Nullable WatchConfiguration watch, List<FinalFormat> formats) {

        Built {
            formats = List.copyOf(formats);
        }

        /** Whether no partition can add to a window of these commits any more. */
        boolean isComplete(WindowContribution window, List<Commit> commits) {
            return drained || StatisticsFiles.isPassed(window, commits, latenessSeconds * 1_000_000L);
        }
    }

    /**
     * @param name in the results folder
     * @param rows without the header
     * @param bytes its length
     * @param sha256 of these bytes, hexadecimal
     */
    record FinalFile(String name, long rows, long bytes, String sha256) {

        boolean isInTheFolder() {
            return IN_THE_FOLDER.matcher(name).matches();
        }
    }

    /** As it stands in its file. */
    byte[] bytes() {
        String all = JSON.writeValueAsString(this);
        String entries = all.substring(0, all.lastIndexOf("\n}"));
        return (entries + CHECKSUM + sha256(entries) + "\"\n}\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Whether these are the bytes that were written once. */
    static boolean isAsWritten(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.lastIndexOf(CHECKSUM);
        return end >= 0 && text.substring(end).equals(CHECKSUM + sha256(text.substring(0, end)) + "\"\n}\n");
    }

    private static String sha256(String entries) {
        return HexFormat.of().formatHex(Durable.sha256().digest(entries.getBytes(StandardCharsets.UTF_8)));
    }

    /** @throws JacksonException when it is none */
    static Manifest parse(byte[] bytes) {
        return Objects.requireNonNull(JSON.readValue(bytes, Manifest.class));
    }

    /** The manifest of the folder; empty when there is none, or none that can be read. */
    static Optional<Manifest> find(ResultsFolder folder) throws IOException {
        try {
            return Optional.of(parse(Files.readAllBytes(folder.file(NAME))));
        } catch (NoSuchFileException | JacksonException none) {
            return Optional.empty();
        }
    }

    /** Whether its books are those of the commits. */
    boolean isOf(List<Commit> commits) {
        return ledger.equals(Ledger.of(commits));
    }

    /** The files that a manifest names, as far as it can be read: what is no manifest names none. */
    static List<String> names(Path manifest) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            JsonNode files = JSON.readTree(Files.readAllBytes(manifest)).path("files");
            files.forEach(file -> names.add(file.path("name").asString("")));
        } catch (JacksonException unreadable) {
            return List.of();
        }
        return names.stream()
                .filter(name -> IN_THE_FOLDER.matcher(name).matches())
                .toList();
    }
}

package science.pipeline.dataset.closing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.aggregate.HistogramStatistics;
import science.pipeline.analysis.watch.WatchConfiguration;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.Ledger;
import science.pipeline.dataset.commit.Origin;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.sink.NewNormal;
import science.pipeline.dataset.sink.Setup;
import science.pipeline.dataset.windows.Completeness;
import science.pipeline.dataset.windows.KeptDays;
import science.pipeline.dataset.windows.StatisticsJson;
import science.pipeline.event.EventTime;
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
 * @param origin another dataset whose records it began with; null for none
 * @param version of the software that built it
 * @param schema what the events are, as YAML
 * @param setups each configuration that some rows were made under, in words, by its hash; none of those that a former
 *     version of the software has not kept
 * @param configurations by partition, the commit it was built from, and which configuration held from which offset
 * @param hosts by partition, which host made its commits from which on
 * @param normals by partition, which detectors were learnt anew from which offset on, as people have said
 * @param built how it was built
 * @param ledger the closed books
 * @param files the final files, by name
 * @param histograms the configured ones over the whole dataset
 */
record Manifest(
        String dataset,
        Source source,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Origin origin,

        String version,
        @Nullable String schema,
        @Nullable Map<String, Setup> setups,
        List<PartitionConfigurations> configurations,
        List<PartitionHosts> hosts,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PartitionNormals> normals,

        Built built,
        Ledger ledger,
        List<FinalFile> files,
        List<HistogramStatistics> histograms) {

    static final String NAME = "manifest.json";

    /** A name leads nowhere else: no path, nothing hidden. */
    private static final Pattern IN_THE_FOLDER = Pattern.compile("[a-z][a-z0-9_]*\\.(csv|parquet|json|yml)");

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
        setups = setups == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(setups));
        configurations = List.copyOf(configurations);
        hosts = Objects.requireNonNullElse(hosts, List.of()); // former versions said none
        normals = Objects.requireNonNullElse(normals, List.of());
        files = List.copyOf(files);
        histograms = List.copyOf(histograms);
    }

    /** @param commit its number */
    record PartitionConfigurations(int partition, long commit, List<Commit.Configuration> configurations) {

        static PartitionConfigurations of(Commit commit) {
            return new PartitionConfigurations(
                    commit.partition(),
                    commit.number(),
                    commit.configurations().stream()
                            .map(Commit.Configuration::bare)
                            .toList());
        }
    }

    record PartitionHosts(int partition, List<Commit.Host> hosts) {

        static PartitionHosts of(Commit commit) {
            return new PartitionHosts(commit.partition(), commit.hosts());
        }
    }

    record PartitionNormals(int partition, List<Normal> normals) {

        /** None of partitions to which nobody has said anything. */
        static List<PartitionNormals> of(List<Commit> commits) {
            return commits.stream()
                    .filter(commit -> !commit.normals().isEmpty())
                    .map(commit -> new PartitionNormals(
                            commit.partition(),
                            commit.normals().stream().map(Normal::of).toList()))
                    .toList();
        }
    }

    /**
     * @param offset of the first record to which it applies
     * @param since the partition's clock then; null before its first event
     * @param by who said it
     * @param at when they said it
     */
    record Normal(String detector, long offset, @Nullable String since, String by, String at) {

        static Normal of(NewNormal.Taken taken) {
            Long micros = taken.sinceMicros();
            String since = micros == null ? null : EventTime.format(micros);
            return new Normal(taken.detector(), taken.offset(), since, taken.by(), taken.at());
        }
    }

    /**
     * What the final files follow from, beside the commits.
     *
     * @param drained whether the topic held nothing more, so that every window is complete
     * @param latenessSeconds behind the slowest clock a window is complete anyway
     * @param watch what the alarms were found with; null without alarms
     * @param formats in which the whole dataset is kept
     * @param statisticsSeconds how long behind the slowest clock the days of files of windows are kept; null for all
     */
    record Built(
            boolean drained,
            long latenessSeconds,
            @Nullable WatchConfiguration watch,
            List<FinalFormat> formats,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long statisticsSeconds) {

        Built {
            formats = List.copyOf(formats);
        }

        /** Which days have files of windows. */
        KeptDays kept(List<Commit> commits) {
            return KeptDays.of(statisticsSeconds == null ? null : Duration.ofSeconds(statisticsSeconds), commits);
        }

        /** Which windows are complete. */
        Completeness completeness() {
            return new Completeness(drained, latenessSeconds * 1_000_000L);
        }
    }

    /**
     * @param name in the results folder
     * @param rows without the header; 0 of a file without rows
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

    /** The configurations of commits in words, by their hash. */
    static Map<String, Setup> setups(List<Commit> commits) {
        Map<String, Setup> setups = new TreeMap<>();
        for (Commit commit : commits) {
            for (Commit.Configuration configuration : commit.configurations()) {
                Setup setup = configuration.setup();
                if (setup != null) {
                    setups.put(configuration.hash(), setup);
                }
            }
        }
        return setups;
    }

    /** Whether its books are those of the commits. */
    boolean isOf(List<Commit> commits) {
        return ledger.equals(Ledger.of(commits));
    }

    /**
     * Whether it was written by version 5db2fd3 or before, which did not say how it was built: it names its files, and
     * proves nothing.
     */
    static boolean isOfFormerVersion(byte[] manifest) {
        JsonNode found = tree(manifest);
        return found.has("dataset") && found.has("files") && !found.has("built") && !found.has("checksum");
    }

    /** The files that a manifest names, as far as it can be read: what is no manifest names none. */
    static List<String> names(byte[] manifest) {
        return names(tree(manifest));
    }

    /** The same, if it is one of this dataset. */
    static List<String> names(byte[] manifest, String dataset) {
        JsonNode found = tree(manifest);
        return found.path("dataset").asString("").equals(dataset) ? names(found) : List.of();
    }

    private static List<String> names(JsonNode manifest) {
        List<String> names = new ArrayList<>();
        manifest.path("files").forEach(file -> names.add(file.path("name").asString("")));
        return names.stream()
                .filter(name -> IN_THE_FOLDER.matcher(name).matches())
                .toList();
    }

    private static JsonNode tree(byte[] manifest) {
        try {
            return JSON.readTree(manifest);
        } catch (JacksonException unreadable) {
            return JSON.createObjectNode();
        }
    }
}

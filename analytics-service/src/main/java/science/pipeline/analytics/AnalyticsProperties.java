package science.pipeline.analytics;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;
import science.pipeline.analysis.detect.DetectionConfiguration;
import science.pipeline.analysis.detect.ModelSettings;
import science.pipeline.chassis.web.FrontDoor;
import science.pipeline.chassis.web.HostName;
import science.pipeline.dataset.closing.FinalFormat;
import science.pipeline.dataset.commit.Retention.Parts;
import science.pipeline.settings.AtLeast;

/**
 * Everything under {@code analytics} in {@code application.yml}.
 *
 * @param address that page and actuator listen on
 * @param port that page and actuator listen on
 * @param allowedHosts names and addresses by which the service may be asked, beside the loopback's and the address it
 *     listens on; where it listens beyond the loopback, every numeric address may be
 * @param allowOpen whether it may listen beyond the loopback though nobody is asked who they are (login.enabled)
 * @param mode process: reads the topic and writes the dataset; read-only: shows the dataset that another host writes,
 *     reads nothing from Kafka, and writes nothing
 * @param topic of the events
 * @param topics that the service writes to
 * @param createTopics whether it creates those that are absent; an existing topic is never altered
 * @param createInputTopic whether it creates the topic that it reads, where no producer of ours does: with as many
 *     partitions and replicas as the broker gives by default
 * @param resultsDir folder of the dataset; a relative path means the root of the project, or the working folder
 * @param commitInterval how often what has been read becomes part of the dataset, for good
 * @param rollSize a file that has grown to this size is followed by a new one
 * @param minFreeDisk reading rests while the disk has less room than this
 * @param start where a dataset begins: earliest, latest, an instant such as 2026-01-16T10:00:00Z, or behind:FOLDER,
 *     where another dataset of the topic ends; partitions that the topic gets later are read from their beginning
 * @param acceptGap records that retention removed before they were read and that are accepted as lost, as
 *     PARTITION:FROM-TO
 * @param print events to show in the terminal, at most 10 a second: names of selections, anomalies, rejected
 * @param silence so long nothing may arrive before the state is no-data; in a slow stream ten of its usual pauses, if
 *     that is longer
 * @param finalDataset when the final dataset is built: at every stop, or on request only
 * @param finalLimit a dataset of more bytes is not built at a stop: the command finalize does it
 * @param finalFormats in which forms the whole dataset is kept then: csv, and parquet, which needs DuckDB's native
 *     library
 * @param retention what is kept of the dataset
 * @param selections the trigger menu, by name: conditions on quantities, prescale, enabled
 * @param detection how events are flagged
 * @param statistics how event time is cut into windows, and what is counted in each
 * @param admin operations that change something
 */
@Validated
@ConfigurationProperties(prefix = "analytics", ignoreUnknownFields = false)
public record AnalyticsProperties(
        @DefaultValue("127.0.0.1") @NotBlank(message = "expected an address of this machine, such as 127.0.0.1") String address,

        @DefaultValue("8080")
        @Min(value = 0, message = "expected a port, 0 to 65535") @Max(value = 65535, message = "expected a port, 0 to 65535") int port,

        @DefaultValue List<HostName> allowedHosts,
        @DefaultValue("false") boolean allowOpen,

        @DefaultValue("process") @NotNull Mode mode,

        @DefaultValue("particle-events") @Pattern(regexp = TOPIC, message = TOPIC_EXPECTED) String topic,

        @DefaultValue @Valid Topics topics,
        @DefaultValue("true") boolean createTopics,
        @DefaultValue("false") boolean createInputTopic,
        @DefaultValue("results") Path resultsDir,

        @DefaultValue("1s")
        @DurationMin(millis = 10, message = "expected a duration from 10ms to 1d")
        @DurationMax(days = 1, message = "expected a duration from 10ms to 1d")
        Duration commitInterval,

        @DefaultValue("256MB") @AtLeast(1) DataSize rollSize,
        @DefaultValue("1GB") @AtLeast(0) DataSize minFreeDisk,
        @DefaultValue("earliest") String start,
        @DefaultValue List<String> acceptGap,
        @DefaultValue List<String> print,

        @DefaultValue("60s")
        @DurationMin(seconds = 1, message = "expected a duration from 1s to 30d")
        @DurationMax(days = 30, message = "expected a duration from 1s to 30d")
        Duration silence,

        @DefaultValue("stop") @NotNull FinalDatasetTime finalDataset,
        @DefaultValue("20GB") @AtLeast(0) DataSize finalLimit,
        @DefaultValue({"csv", "parquet"}) @NotEmpty List<FinalFormat> finalFormats,
        @DefaultValue @Valid Retention retention,
        @DefaultValue Map<String, Map<String, String>> selections,
        @DefaultValue @Valid Detection detection,
        @DefaultValue @Valid Statistics statistics,
        @DefaultValue @Valid Admin admin) {

    private static final String TOPIC = "[A-Za-z0-9._-]{1,249}";
    private static final String TOPIC_OR_NONE = "[A-Za-z0-9._-]{0,249}";
    private static final String TOPIC_EXPECTED = "expected a topic's name: letters, digits and ._-, at most 249";

    /** How this service may be reached and steered. */
    public FrontDoor frontDoor() {
        return new FrontDoor(
                "analytics", address, allowedHosts, allowOpen, admin.enabled(), admin.token(), List.of("selections"));
    }

    /** Whether the service works on the dataset or looks at it. */
    public enum Mode {
        PROCESS,
        READ_ONLY
    }

    /** Whether another host writes the dataset. */
    public boolean readsOnly() {
        return mode == Mode.READ_ONLY;
    }

    /** When the final dataset is built. */
    public enum FinalDatasetTime {
        STOP,
        REQUEST
    }

    /**
     * @param parts keep; or drop-when-final: they go once their rows are in the final files, at the end of the run. The
     *     dataset is sealed then: no row follows
     * @param statistics how long files of windows stay, whole days behind the slowest partition; 0 = all. The windows
     *     themselves stay among the commits
     */
    public record Retention(
            @DefaultValue("keep") @NotNull Parts parts,

            @DefaultValue("0s")
            @DurationMin(message = "expected 0 (all), or a duration up to 36500d")
            @DurationMax(days = 36_500, message = "expected 0 (all), or a duration up to 36500d")
            Duration statistics) {

        public science.pipeline.dataset.commit.Retention kept() {
            return new science.pipeline.dataset.commit.Retention(parts, statistics.isZero() ? null : statistics);
        }
    }

    /**
     * @param rejected copies of rejected records; empty = off
     * @param alerts flagged events with their explanation, and alarms of the detector watch; empty = off
     * @param statistics statistics of closed windows; empty = off
     */
    public record Topics(
            @DefaultValue("particle-events-dlt") @Pattern(regexp = TOPIC_OR_NONE, message = TOPIC_EXPECTED) String rejected,

            @DefaultValue("particle-alerts") @Pattern(regexp = TOPIC_OR_NONE, message = TOPIC_EXPECTED) String alerts,

            @DefaultValue("particle-statistics") @Pattern(regexp = TOPIC_OR_NONE, message = TOPIC_EXPECTED) String statistics) {

        /** Nothing is told. */
        public static final Topics OFF = new Topics("", "", "");
    }

    /**
     * Components that are null take the analysis' own default.
     *
     * @param flagsPerMillion how many of a million clean events may be flagged
     * @param alertsPerHour how many alerts of flagged events are sent for the events of one hour; 0 = all
     * @param layers which layers are at work, by name
     * @param warmUp how many events a layer needs before its statistics may flag
     * @param massShell what the mass shell goes by
     * @param outliers numbers whose outliers are flagged, by the name of a field or quantity; without any, every number
     *     field where the schema has no energy
     * @param rareEvents rules that always flag, by name: conditions on quantities
     * @param models of your own, by name, as ONNX files
     * @param onnxruntime jar of com.microsoft.onnxruntime:onnxruntime, for models with runtime: onnxruntime
     * @param watch over the detectors, window by window
     */
    public record Detection(
            @Nullable Double flagsPerMillion,

            @DefaultValue("0") @Min(value = 0, message = "expected a number of alerts, 0 (all) or more")
            long alertsPerHour,

            @DefaultValue Map<String, Boolean> layers,
            @Nullable Integer warmUp,
            @DefaultValue MassShell massShell,
            @DefaultValue Map<String, Outlier> outliers,
            @DefaultValue Map<String, Map<String, String>> rareEvents,
            @DefaultValue Map<String, Model> models,
            @DefaultValue("") String onnxruntime,
            @DefaultValue Watch watch) {

        /**
         * @param file of the model, ONNX; a relative path means the working folder
         * @param sha256 that the file must have, in hexadecimal digits; empty for any
         * @param inputs fields or quantities that the model is given, in its own order
         * @param output of the model, NAME[COLUMN] where it has several numbers an event; empty for the only one
         * @param odd whether its high or its low answers are odd
         * @param per what usual answers are learnt by: none, detector or particle-type
         * @param runtime own: the service evaluates it, the same bits everywhere; onnxruntime: the jar of onnxruntime
         *     does, whose last bits depend on the machine
         * @param mode shadow: it is asked and flags nothing; flag: it flags within the budget
         */
        public record Model(
                @DefaultValue("") String file,
                @DefaultValue("") String sha256,
                @DefaultValue List<String> inputs,
                @DefaultValue("") String output,
                @DefaultValue("high") ModelSettings.Odd odd,
                @DefaultValue("none") DetectionConfiguration.Per per,
                @DefaultValue("own") ModelSettings.Runtime runtime,
                @DefaultValue("shadow") ModelSettings.Mode mode) {}

        /** @param per what the usual values are learnt by: detector, particle-type or none */
        public record Outlier(@DefaultValue("detector") DetectionConfiguration.Per per) {}

        /**
         * @param resolution relative energy resolution before a particle type's own is learnt
         * @param muteAbove a relative resolution as poor as this mutes the check
         * @param masses GeV, by particle type, beside those of the Particle Data Group
         */
        public record MassShell(
                @Nullable Double resolution,
                @Nullable Double muteAbove,
                @DefaultValue Map<String, Double> masses) {}

        /**
         * @param enabled whether detectors are watched
         * @param falseAlarmsPerMillion how many alarms a million windows of healthy detectors may raise
         * @param minimumWindows how many windows a detector's usual behaviour is learnt from before it is judged
         */
        public record Watch(
                @DefaultValue("true") boolean enabled,
                @Nullable Double falseAlarmsPerMillion,
                @Nullable Integer minimumWindows) {}
    }

    /**
     * @param window length of a window, whole seconds
     * @param lateness how far behind the clock an event still counts in its window
     * @param measures numbers of which each window has moments and a histogram, by the name of a field or quantity;
     *     without any the energy, or every number field where the schema has no energy
     * @param histograms beside those of the measures, by name: quantity, scale, min, max, bins, where
     */
    public record Statistics(
            @DefaultValue("10s") Duration window,
            @DefaultValue("60s") Duration lateness,
            @DefaultValue List<String> measures,
            @DefaultValue Map<String, Map<String, String>> histograms) {}

    /**
     * @param enabled whether operations that change something are offered at all
     * @param token bearer token that they want
     */
    public record Admin(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("") String token) {}
}

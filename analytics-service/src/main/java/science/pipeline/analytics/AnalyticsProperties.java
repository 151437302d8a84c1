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
import science.pipeline.analytics.dataset.FinalFormat;
import science.pipeline.chassis.web.HostName;
import science.pipeline.settings.AtLeast;

/**
 * Everything under {@code analytics} in {@code application.yml}.
 *
 * @param address that page and actuator listen on
 * @param port that page and actuator listen on
 * @param allowedHosts names and addresses by which the service may be asked, beside the loopback's and the address it
 *     listens on; where it listens beyond the loopback, every numeric address may be
 * @param topic of the events
 * @param topics that the service writes to
 * @param createTopics whether it creates those that are absent; an existing topic is never altered
 * @param resultsDir folder of the dataset; a relative path means the root of the project, or the working folder
 * @param commitInterval how often what has been read becomes part of the dataset, for good
 * @param rollSize a file that has grown to this size is followed by a new one
 * @param minFreeDisk reading rests while the disk has less room than this
 * @param start where a dataset begins: earliest, latest, or an instant such as 2026-01-16T10:00:00Z; partitions that
 *     the topic gets later are read from their beginning
 * @param acceptGap records that retention removed before they were read and that are accepted as lost, as
 *     PARTITION:FROM-TO
 * @param print events to show in the terminal, at most 10 a second: names of selections, anomalies, rejected
 * @param finalDataset when the final dataset is built: at every stop, or on request only
 * @param finalFormats in which forms the whole dataset is kept then: csv, and parquet, which needs DuckDB's native
 *     library
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

        @DefaultValue("particle-events") @Pattern(regexp = TOPIC, message = TOPIC_EXPECTED) String topic,

        @DefaultValue @Valid Topics topics,
        @DefaultValue("true") boolean createTopics,
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
        @DefaultValue("stop") @NotNull FinalDatasetTime finalDataset,
        @DefaultValue({"csv", "parquet"}) @NotEmpty List<FinalFormat> finalFormats,
        @DefaultValue Map<String, Map<String, String>> selections,
        @DefaultValue @Valid Detection detection,
        @DefaultValue @Valid Statistics statistics,
        @DefaultValue @Valid Admin admin) {

    private static final String TOPIC = "[A-Za-z0-9._-]{1,249}";
    private static final String TOPIC_OR_NONE = "[A-Za-z0-9._-]{0,249}";
    private static final String TOPIC_EXPECTED = "expected a topic's name: letters, digits and ._-, at most 249";

    /** When the final dataset is built. */
    public enum FinalDatasetTime {
        STOP,
        REQUEST
    }

    /**
     * @param rejected copies of rejected records; empty = off
     * @param alerts flagged events with their explanation, and alarms of the detector watch; empty = off
     * @param statistics statistics of closed windows; empty = off
     */
    public record Topics(
            @DefaultValue("particle-events-dlt") @Pattern(regexp = TOPIC_OR_NONE, message = TOPIC_EXPECTED) String rejected,

            @DefaultValue("particle-alerts") @Pattern(regexp = TOPIC_OR_NONE, message = TOPIC_EXPECTED) String alerts,

            @DefaultValue("particle-statistics") @Pattern(regexp = TOPIC_OR_NONE, message = TOPIC_EXPECTED) String statistics) {}

    /**
     * Components that are null take the analysis' own default.
     *
     * @param flagsPerMillion how many of a million clean events may be flagged
     * @param alertsPerHour how many alerts of flagged events are sent for the events of one hour; 0 = all
     * @param layers which layers are at work, by name
     * @param warmUp how many events a layer needs before its statistics may flag
     * @param massShell what the mass shell goes by
     * @param rareEvents rules that always flag, by name: conditions on quantities
     * @param watch over the detectors, window by window
     */
    public record Detection(
            @Nullable Double flagsPerMillion,

            @DefaultValue("0") @Min(value = 0, message = "expected a number of alerts, 0 (all) or more")
            long alertsPerHour,

            @DefaultValue Map<String, Boolean> layers,
            @Nullable Integer warmUp,
            @DefaultValue MassShell massShell,
            @DefaultValue Map<String, Map<String, String>> rareEvents,
            @DefaultValue Watch watch) {

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
     * @param histograms beside the energy's, by name: quantity, scale, min, max, bins, where
     */
    public record Statistics(
            @DefaultValue("10s") Duration window,
            @DefaultValue("60s") Duration lateness,
            @DefaultValue Map<String, Map<String, String>> histograms) {}

    /**
     * @param enabled whether operations that change something are offered at all
     * @param token bearer token that they want
     */
    public record Admin(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("") String token) {}
}

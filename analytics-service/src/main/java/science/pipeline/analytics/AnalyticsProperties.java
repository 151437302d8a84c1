package science.pipeline.analytics;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;
import science.pipeline.analytics.dataset.FinalFormat;

/**
 * Everything under {@code analytics} in {@code application.yml}.
 *
 * @param address that page and actuator listen on
 * @param port that page and actuator listen on
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
        @DefaultValue("127.0.0.1") @NotBlank String address,
        @DefaultValue("8080") @Min(0) @Max(65535) int port,
        @DefaultValue("particle-events") @NotBlank String topic,
        @DefaultValue @Valid Topics topics,
        @DefaultValue("true") boolean createTopics,
        @DefaultValue("results") Path resultsDir,
        @DefaultValue("1s") @DurationMin(millis = 10) Duration commitInterval,
        @DefaultValue("256MB") DataSize rollSize,
        @DefaultValue("1GB") DataSize minFreeDisk,
        @DefaultValue("earliest") @NotBlank String start,
        @DefaultValue List<String> acceptGap,
        @DefaultValue List<String> print,
        @DefaultValue("stop") @NotNull FinalDatasetTime finalDataset,
        @DefaultValue({"csv", "parquet"}) @NotEmpty List<FinalFormat> finalFormats,
        @DefaultValue Map<String, Map<String, String>> selections,
        @DefaultValue @Valid Detection detection,
        @DefaultValue @Valid Statistics statistics,
        @DefaultValue @Valid Admin admin) {

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
            @DefaultValue("particle-events-dlt") String rejected,
            @DefaultValue("particle-alerts") String alerts,
            @DefaultValue("particle-statistics") String statistics) {}

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
            @DefaultValue("0") @Min(0) long alertsPerHour,
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

package science.pipeline.analytics.intake;

import java.time.Duration;
import java.util.List;

/**
 * What the intake needs to know.
 *
 * @param instance this process, among those of its group
 * @param topic of the events
 * @param commitInterval between two commits of a partition
 * @param retryPause between trouble and the next attempt to go on
 * @param rollBytes a file of this length is followed by a new one
 * @param minFreeBytes below this much free disk reading pauses
 * @param start where a partition without commits begins
 * @param alertsPerHour how many alerts of flagged events are sent for the events of one hour, by all partitions
 *     together; 0 = no limit
 * @param acceptedGaps losses by retention that a person has accepted
 */
record IntakeSettings(
        Instance instance,
        String topic,
        Duration commitInterval,
        Duration retryPause,
        long rollBytes,
        long minFreeBytes,
        StartPosition start,
        long alertsPerHour,
        List<AcceptedGap> acceptedGaps) {}

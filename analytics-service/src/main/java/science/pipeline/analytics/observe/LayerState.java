package science.pipeline.analytics.observe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import science.pipeline.analysis.detect.LayerStatus;
import science.pipeline.analytics.intake.PartitionStatus;

/**
 * What a detection layer is doing, over all partitions that this instance reads.
 *
 * @param layer its name
 * @param state {@code active}, {@code warming_up} or {@code muted}, where that is so in any partition
 * @param reason why, and in which partitions if not in all
 * @param eventsSeen how many events it has learnt from
 */
record LayerState(String layer, String state, String reason, long eventsSeen) {

    private static final Comparator<LayerStatus> BY_SEVERITY = Comparator.comparing(
                    (LayerStatus status) -> status.state() == LayerStatus.State.MUTED)
            .thenComparing(status -> status.state() == LayerStatus.State.WARMING_UP);

    boolean isMuted() {
        return state.equals(word(LayerStatus.State.MUTED));
    }

    private static String word(LayerStatus.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static List<LayerState> of(List<PartitionStatus> partitions) {
        Map<String, Map<Integer, LayerStatus>> byLayer = new LinkedHashMap<>();
        for (PartitionStatus partition : partitions) {
            for (LayerStatus layer : partition.layers()) {
                byLayer.computeIfAbsent(layer.layer(), absent -> new TreeMap<>())
                        .put(partition.partition(), layer);
            }
        }
        byLayer.values().forEach(LayerState::leaveOutTheEmpty);
        return byLayer.values().stream().map(LayerState::merged).toList();
    }

    /** A partition that gets no events would warm up for ever. */
    private static void leaveOutTheEmpty(Map<Integer, LayerStatus> byPartition) {
        if (byPartition.values().stream().anyMatch(status -> status.eventsSeen() > 0)) {
            byPartition.values().removeIf(status -> status.eventsSeen() == 0);
        }
    }

    private static LayerState merged(Map<Integer, LayerStatus> byPartition) {
        LayerStatus worst = byPartition.values().stream().max(BY_SEVERITY).orElseThrow();
        Map<String, List<Integer>> partitionsByReason = new LinkedHashMap<>();
        byPartition.forEach((partition, status) -> {
            if (status.state() == worst.state() && !status.reason().isEmpty()) {
                partitionsByReason
                        .computeIfAbsent(status.reason(), absent -> new ArrayList<>())
                        .add(partition);
            }
        });
        String reason = partitionsByReason.entrySet().stream()
                .map(entry -> entry.getValue().size() == byPartition.size()
                        ? entry.getKey()
                        : entry.getKey() + " (partition "
                                + entry.getValue().stream().map(String::valueOf).collect(Collectors.joining(", "))
                                + ")")
                .collect(Collectors.joining("; "));
        long seen =
                byPartition.values().stream().mapToLong(LayerStatus::eventsSeen).sum();
        return new LayerState(worst.layer(), word(worst.state()), reason, seen);
    }
}

package science.pipeline.analytics.observe;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import science.pipeline.analysis.detect.LayerStatus;
import science.pipeline.analytics.intake.PartitionStatus;
import science.pipeline.dataset.sink.Judgement;

/**
 * What a detection layer is doing, over all partitions that this instance reads.
 *
 * @param layer its name
 * @param state {@code not_applicable}, else {@code active} ({@code shadow} for a model that is tried),
 *     {@code warming_up} or {@code muted}, where that is so in any partition
 * @param reason why, and in which partitions if not in all
 * @param eventsSeen how many events it has learnt from
 * @param tried what a model that is tried would have flagged; absent for all others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LayerState(
        String layer,
        String state,
        String reason,
        long eventsSeen,
        @Nullable Tried tried) {

    /**
     * What a model would have flagged.
     *
     * @param wouldFlag events
     * @param alsoFlagged those of them that are flagged by the layers at work
     * @param labelled those of them that bear the sender's label
     * @param judged what people have said of those of the last few that are flagged by others
     */
    record Tried(long wouldFlag, long alsoFlagged, long labelled, Precision judged) {

        /** Of a model that is tried in each of the partitions; null for all others. */
        private static @Nullable Tried of(
                Map<Integer, LayerStatus> byPartition, Map<Integer, List<Judgement>> judgements) {
            long wouldFlag = 0;
            long alsoFlagged = 0;
            long labelled = 0;
            boolean isTried = false;
            List<Judgement> judged = new ArrayList<>();
            for (Map.Entry<Integer, LayerStatus> entry : byPartition.entrySet()) {
                LayerStatus.Tried tried = entry.getValue().tried();
                if (tried != null) {
                    isTried = true;
                    wouldFlag += tried.wouldFlag();
                    alsoFlagged += tried.alsoFlagged();
                    labelled += tried.labelled();
                    judgements.getOrDefault(entry.getKey(), List.of()).stream()
                            .filter(one -> tried.latest().contains(one.offset()))
                            .forEach(judged::add);
                }
            }
            return isTried ? new Tried(wouldFlag, alsoFlagged, labelled, Precision.of(judged)) : null;
        }
    }

    /** One that is not tried. */
    LayerState(String layer, String state, String reason, long eventsSeen) {
        this(layer, state, reason, eventsSeen, null);
    }

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
        Map<Integer, List<Judgement>> judgements =
                partitions.stream().collect(Collectors.toMap(PartitionStatus::partition, PartitionStatus::judgements));
        byLayer.values().forEach(LayerState::leaveOutTheEmpty);
        return byLayer.values().stream()
                .map(byPartition -> merged(byPartition, judgements))
                .toList();
    }

    /** A partition that gets no events would warm up for ever. */
    private static void leaveOutTheEmpty(Map<Integer, LayerStatus> byPartition) {
        if (byPartition.values().stream().anyMatch(status -> status.eventsSeen() > 0)) {
            byPartition.values().removeIf(status -> status.eventsSeen() == 0);
        }
    }

    private static LayerState merged(Map<Integer, LayerStatus> byPartition, Map<Integer, List<Judgement>> judgements) {
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
        return new LayerState(worst.layer(), word(worst.state()), reason, seen, Tried.of(byPartition, judgements));
    }
}

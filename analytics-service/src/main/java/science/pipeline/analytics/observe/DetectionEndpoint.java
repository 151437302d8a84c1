package science.pipeline.analytics.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;
import science.pipeline.analytics.intake.Group;
import science.pipeline.analytics.intake.Intake;
import science.pipeline.chassis.web.AdminGate;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.rows.FlaggedRows;
import science.pipeline.dataset.sink.Judgement;
import science.pipeline.dataset.sink.NewNormal;
import science.pipeline.dataset.sink.Refusal;

/**
 * {@code /actuator/detection}: GET shows what the layers do and what people have said; POST to {@code /verdict} says
 * whether a flag was right, to {@code /new-normal} that what a detector does is normal from now on, for those whom
 * {@link AdminGate} lets pass. Any instance takes it; the one that owns the partition has it in its next commit.
 */
@Component
@WebEndpoint(id = "detection")
final class DetectionEndpoint {

    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} .,'@_-]{0,63}");

    private static final String NORMAL_EXPECTED = "expected {\"detector\": \"DET_001\", \"by\": \"your name\"}";

    private static final String VERDICT_EXPECTED = "expected {\"partition\": 0, \"offset\": 12, \"verdict\":"
            + " \"real|false|unclear\", \"by\": \"your name\"}, and \"index\" where a record holds several events";

    /**
     * @param layers what each detection layer is doing
     * @param judged how many of the judged flags were right, in all
     * @param judgedByLayer and by the layer that had found the event oddest
     * @param verdicts all of them, by partition
     * @param normals which detectors are learnt anew, by partition, as the commits have it
     */
    record View(
            List<LayerState> layers,
            Precision judged,
            Map<String, Precision> judgedByLayer,
            Map<Integer, List<Judgement>> verdicts,
            Map<Integer, List<NewNormal.Taken>> normals) {}

    private final Group group;
    private final Intake intake;
    private final ResultsFolder folder;
    private final AdminGate gate;
    private final NewNormals normals;

    DetectionEndpoint(Group group, Intake intake, ResultsFolder folder, AdminGate gate, NewNormals normals) {
        this.group = group;
        this.intake = intake;
        this.folder = folder;
        this.gate = gate;
        this.normals = normals;
    }

    @ReadOperation
    View view() {
        Map<Integer, List<Judgement>> verdicts = new TreeMap<>();
        List<Judgement> all = new ArrayList<>();
        for (Group.Share share : group.shares()) {
            if (!share.judgements().isEmpty()) {
                verdicts.put(share.partition(), share.judgements());
                all.addAll(share.judgements());
            }
        }
        return new View(LayerState.of(intake.statuses()), Precision.of(all), Precision.byLayer(all), verdicts, taken());
    }

    private Map<Integer, List<NewNormal.Taken>> taken() {
        try {
            return normals.taken();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @WriteOperation
    WebEndpointResponse<Object> hear(
            @Selector String operation,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable Integer index,
            @Nullable String verdict,
            @Nullable String detector,
            @Nullable String by) {
        AdminGate.Answer answer = gate.ask();
        if (!answer.passes()) {
            return refused(answer.status(), answer.reason());
        }
        String name = gate.person().orElse(by == null ? "" : by.strip());
        return switch (operation) {
            case "verdict" -> judge(partition, offset, index, verdict, name);
            case "new-normal" -> learnAnew(detector, name);
            default -> refused(NOT_FOUND, "found no operation " + operation + ", expected one of verdict, new-normal");
        };
    }

    private WebEndpointResponse<Object> learnAnew(@Nullable String detector, String name) {
        if (detector == null || !NAME.matcher(name).matches()) {
            return refused(BAD_REQUEST, NORMAL_EXPECTED);
        }
        try {
            return normals.keep(detector, name);
        } catch (IOException | Refusal unreadable) {
            return refused(UNAVAILABLE, "it was not kept for all partitions, try again: " + unreadable.getMessage());
        }
    }

    private WebEndpointResponse<Object> judge(
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable Integer index,
            @Nullable String verdict,
            String name) {
        Optional<Judgement.Word> word = word(verdict);
        if (partition == null
                || offset == null
                || word.isEmpty()
                || !NAME.matcher(name).matches()) {
            return refused(BAD_REQUEST, VERDICT_EXPECTED);
        }
        try {
            return keep(partition, offset, index == null ? 0 : index, word.get(), name);
        } catch (IOException | Refusal unreadable) {
            return refused(UNAVAILABLE, "the verdict was not kept, try again: " + unreadable.getMessage());
        }
    }

    private WebEndpointResponse<Object> keep(int partition, long offset, int index, Judgement.Word word, String by)
            throws IOException {
        Optional<Commit> commit = folder.newestCommits().stream()
                .filter(newest -> newest.partition() == partition)
                .findFirst();
        List<FlaggedRows.Row> found = commit.isEmpty()
                ? List.of()
                : FlaggedRows.of(folder, commit.get(), (at, element) -> at == offset && element == index);
        if (found.isEmpty()) {
            return refused(
                    NOT_FOUND,
                    "found no flagged event at partition " + partition + ", offset " + offset
                            + (index == 0 ? "" : ", index " + index)
                            + " in what is committed; a flag is committed about a second after it is shown");
        }
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        Judgement judgement =
                new Judgement(offset, index, word, by, now, found.get(0).layer());
        List<Judgement> known = commit.get().judgements();
        if (known.size() >= Judgement.MOST && known.stream().noneMatch(judgement::isOfSameEvent)) {
            return refused(
                    CONFLICT,
                    "partition " + partition + " holds " + Judgement.MOST
                            + " verdicts, and takes no more; those it has are exported by the command verdicts");
        }
        folder.sayings(partition).put(judgement);
        gate.changed("verdict " + word.label() + " on partition " + partition + " offset " + offset + " by " + by);
        return new WebEndpointResponse<>(judgement, ACCEPTED);
    }

    private static Optional<Judgement.Word> word(@Nullable String verdict) {
        for (Judgement.Word word : Judgement.Word.values()) {
            if (word.label().equals(verdict)) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    private static WebEndpointResponse<Object> refused(int status, String reason) {
        return new WebEndpointResponse<>(Map.of("error", reason), status);
    }
}

package science.pipeline.analytics.observe;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;
import science.pipeline.analysis.pipeline.AnalysisConfiguration;
import science.pipeline.chassis.web.AdminGate;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.sink.NewNormal;
import science.pipeline.dataset.windows.KnownDetectors;

/**
 * Takes what people say to be normal, for every partition: its owner has it in its next commit, and learns the detector
 * anew from there on.
 */
@Component
final class NewNormals {

    private static final int ACCEPTED = 202;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    /** More names are no help. */
    private static final int MOST_NAMES = 50;

    private final AnalysisConfiguration configuration;
    private final ResultsFolder folder;
    private final AdminGate gate;

    NewNormals(AnalysisConfiguration configuration, ResultsFolder folder, AdminGate gate) {
        this.configuration = configuration;
        this.folder = folder;
        this.gate = gate;
    }

    /** @param partitions whose owners are going to take it */
    record Kept(String detector, String by, String at, List<Integer> partitions) {}

    /** What the commits hold, by partition. */
    Map<Integer, List<NewNormal.Taken>> taken() throws IOException {
        Map<Integer, List<NewNormal.Taken>> taken = new TreeMap<>();
        for (Commit commit : folder.newestBooks()) {
            if (!commit.normals().isEmpty()) {
                taken.put(commit.partition(), commit.normals());
            }
        }
        return taken;
    }

    /** @param by the person's name */
    WebEndpointResponse<Object> keep(String detector, String by) throws IOException {
        List<Commit> commits = folder.newestCommits();
        SortedSet<String> known = KnownDetectors.of(commits, configuration);
        if (!known.contains(detector)) {
            return refused(NOT_FOUND, "found no detector " + detector + ", expected " + words(known));
        }
        for (Commit commit : commits) {
            if (commit.normals().size() >= NewNormal.MOST) {
                return refused(
                        CONFLICT,
                        "partition " + commit.partition() + " was told " + NewNormal.MOST
                                + " times that something is normal, and takes no more; reanalyse the dataset under a"
                                + " configuration that fits it");
            }
        }
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        NewNormal said = new NewNormal(detector, by, now);
        List<Integer> partitions = commits.stream().map(Commit::partition).toList();
        for (int partition : partitions) {
            folder.sayings(partition).put(said);
        }
        gate.changed("new normal of detector " + detector + " by " + by);
        return new WebEndpointResponse<>(new Kept(detector, by, now, partitions), ACCEPTED);
    }

    private static String words(SortedSet<String> names) {
        if (names.isEmpty()) {
            return "one that has events in what is committed; there is none yet";
        }
        String more = names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "";
        return names.stream().limit(MOST_NAMES).collect(Collectors.joining(", ", "one of ", more));
    }

    private static WebEndpointResponse<Object> refused(int status, String reason) {
        return new WebEndpointResponse<>(Map.of("error", reason), status);
    }
}

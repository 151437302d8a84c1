package science.pipeline.systemtest.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import science.pipeline.systemtest.process.Analytics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * kill -9 of one of two instances, while ledger, page and meters are read through each: both answer for the whole
 * group, and who is left answers for what it takes over.
 */
public final class KilledWhileWatched implements Fault {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String name() {
        return "killed-while-watched";
    }

    @Override
    public Optional<Duration> strike(Scene scene) {
        scene.untilTwo();
        scene.untilAllAtWork();
        List<Analytics> both = scene.instances();
        scene.until("both instances naming the same owners", () -> {
            Map<String, String> owners = owners(both.get(0));
            return owners.size() == 2 && owners.equals(owners(both.get(1)));
        });
        long read = scene.books().total();
        for (Analytics instance : both) {
            scene.until(
                    instance.name() + " showing what both have read",
                    () -> instance.readiness() == 200
                            && received(instance) >= read
                            && instance.meter("pipeline_group_received_records_total") >= read
                            && instance.page().contains("<html"));
        }
        Scene.Recovery recovery = scene.strike();
        scene.kill(scene.anyInstance());
        Analytics left = scene.anyInstance();
        scene.until("one owner of all partitions", () -> {
            if (received(left) < read) {
                throw new AssertionError(left.name() + " shows " + received(left) + " records, expected " + read
                        + " and more: the killed one's are committed");
            }
            return owners(left).size() == 1;
        });
        Duration took = recovery.await();
        scene.start();
        return Optional.of(took);
    }

    private static JsonNode pipeline(Analytics instance) throws Exception {
        return JSON.readTree(instance.ask("pipeline"));
    }

    private static long received(Analytics instance) throws Exception {
        return pipeline(instance).path("received").asLong(0);
    }

    private static Map<String, String> owners(Analytics instance) throws Exception {
        Map<String, String> owners = new TreeMap<>();
        pipeline(instance)
                .path("instances")
                .forEach(each -> owners.put(
                        each.path("instance").asString(""),
                        each.path("partitions").toString()));
        return owners;
    }
}

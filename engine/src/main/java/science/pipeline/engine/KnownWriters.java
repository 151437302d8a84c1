package science.pipeline.engine;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.dataset.sink.Refusal;
import science.pipeline.schema.WriterSchemas;

/**
 * The Avro schemas that the books know, and who is asked for others. What is known holds, whether or not it can be
 * asked for again; where it can and something else comes back, nobody goes on. Ids that nobody knows are asked for
 * again: a sender may have been faster than the registry. Touched by one thread.
 */
final class KnownWriters implements WriterSchemas {

    private static final Logger log = LoggerFactory.getLogger(KnownWriters.class);

    private final int partition;
    private final WriterSchemas others;
    private final Map<Integer, String> known;
    private final Set<Integer> compared = new HashSet<>();

    KnownWriters(int partition, Map<Integer, String> known, WriterSchemas others) {
        this.partition = partition;
        this.known = new TreeMap<>(known);
        this.others = others;
    }

    Map<Integer, String> known() {
        return known;
    }

    /** @throws Refusal when the id means something else than before */
    @Override
    public @Nullable String of(int id) {
        String before = known.get(id);
        if (before == null) {
            String found = others.of(id);
            if (found != null) {
                known.put(id, found);
                compared.add(id);
            }
            return found;
        }
        if (compared.add(id)) {
            compare(id, before);
        }
        return before;
    }

    private void compare(int id, String before) {
        String now;
        try {
            now = others.of(id);
        } catch (Away away) {
            log.info("The Avro schema {} is taken from the books: {}", id, away.getMessage());
            return;
        }
        if (now != null && !now.equals(before)) {
            throw new Refusal("The registry gives another Avro schema for the id " + id
                    + " than the one by which partition "
                    + partition
                    + " was read so far. Nothing was changed. An id never changes its meaning: is it another"
                    + " registry? Expected " + before + ", found " + now + ". Point event.avro.registry at the one of"
                    + " this topic, or read the topic anew into an empty folder as another group"
                    + " (--analytics.results-dir=…, --spring.kafka.consumer.group-id=…).");
        }
    }
}

package science.pipeline.benchmarks.detection;

import java.util.List;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.ParticleEvent;
import science.pipeline.schema.Schema;

/**
 * A stream whose faults are known.
 *
 * @param name as in the report
 * @param schema by which it is read
 * @param events in order
 */
record Sample(String name, Schema schema, List<Labelled> events) {

    /**
     * @param event as it goes to the detection
     * @param fault what was done to it, null for nothing
     */
    record Labelled(ParticleEvent event, @Nullable Fault fault) {}

    Sample {
        events = List.copyOf(events);
    }

    int size() {
        return events.size();
    }

    ParticleEvent event(int i) {
        return events.get(i).event();
    }
}

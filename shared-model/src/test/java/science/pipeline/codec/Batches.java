package science.pipeline.codec;

import java.util.Collection;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Schema;

/** Batches whose tables of names hold so many. */
final class Batches {

    private Batches() {}

    static EventBatch of(Schema schema, int names, Collection<String> known) {
        return new EventBatch(new NameTables(schema, field -> new NameTable(names, known)));
    }
}

package science.pipeline.spark;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * What runs in executors: one for each partition of the topic and batch. Of a partition whose range holds no readable
 * record it cannot know which one it is, and does nothing.
 */
final class BatchTask implements FlatMapFunction<Iterator<InternalRow>, Done> {

    private static final long serialVersionUID = 1L;

    private final Order order;
    private final Map<Integer, Range> ranges;

    BatchTask(Order order, Map<Integer, Range> ranges) {
        this.order = order;
        this.ranges = ranges;
    }

    @Override
    public Iterator<Done> call(Iterator<InternalRow> iterator) throws IOException, InterruptedException {
        KafkaRows rows = new KafkaRows(iterator);
        if (!rows.next()) {
            return Collections.emptyIterator();
        }
        int partition = rows.partition();
        return List.of(Workplace.work(order, partition, ranges.get(partition), rows))
                .iterator();
    }
}

package science.pipeline.systemtest.load;

import java.io.IOException;
import java.nio.file.Path;
import science.pipeline.systemtest.process.Cluster;
import science.pipeline.systemtest.process.Producer;

/** The producer service as the load: killed and started again, it goes on. */
public final class ProducerLoad implements Load {

    private final Cluster cluster;
    private final String topic;
    private final int perSecond;
    private final Path logs;
    private Producer producer;
    private long countedByFormer;
    private long counted;
    private int started;

    public ProducerLoad(Cluster cluster, String topic, int perSecond, Path logs) {
        this.cluster = cluster;
        this.topic = topic;
        this.perSecond = perSecond;
        this.logs = logs;
        this.producer = launch();
    }

    private Producer launch() {
        return Producer.start("producer-" + ++started, cluster, topic, perSecond, logs);
    }

    /** What all producers together have counted as sent. */
    @Override
    public long sent() {
        try {
            counted = Math.max(counted, producer.counted());
        } catch (IOException notYet) {
            // it starts, or has been killed: what it said last still holds
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
        return countedByFormer + counted;
    }

    /** Whether it says itself that it cannot send. */
    public boolean isHeldUp() throws IOException, InterruptedException {
        return producer.readiness() == 503;
    }

    /** The process that sends now. */
    public Producer producer() {
        return producer;
    }

    /** kill -9, right after it was asked for its count; another one starts. */
    public void kill() {
        countedByFormer = sent();
        producer.kill();
        counted = 0;
        producer = launch();
    }

    @Override
    public void finish() {
        sent();
        producer.terminate();
        producer.awaitExit(60);
    }

    @Override
    public void close() {
        producer.close();
    }
}

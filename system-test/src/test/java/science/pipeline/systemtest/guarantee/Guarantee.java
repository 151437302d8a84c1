package science.pipeline.systemtest.guarantee;

import org.apache.kafka.clients.producer.RecordMetadata;
import science.pipeline.systemtest.load.Document;

/** A promise that must hold whatever happens. */
public interface Guarantee {

    /** A record of the load was acknowledged. Called on the producer's thread. */
    default void onProduce(RecordMetadata where, Document what) {}

    /** Looks at what is left; throws an AssertionError that says what is wrong. */
    void doAssert(Aftermath aftermath) throws Exception;
}

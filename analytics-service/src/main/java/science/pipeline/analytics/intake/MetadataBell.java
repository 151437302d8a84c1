package science.pipeline.analytics.intake;

import org.apache.kafka.common.ClusterResource;
import org.apache.kafka.common.ClusterResourceListener;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * Hands values on as they are. It is a deserializer because a consumer tells its deserializers whenever it has got new
 * metadata, before it asks for records by it.
 */
final class MetadataBell extends ByteBufferDeserializer implements ClusterResourceListener {

    private final Runnable ring;

    MetadataBell(Runnable ring) {
        this.ring = ring;
    }

    @Override
    public void onUpdate(ClusterResource cluster) {
        ring.run();
    }
}

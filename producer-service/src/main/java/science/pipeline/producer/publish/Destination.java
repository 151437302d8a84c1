package science.pipeline.producer.publish;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import science.pipeline.event.ParticleEvent;
import science.pipeline.producer.ProducerProperties;

/**
 * Gives each event its record key and its partition. The partition is the one that Kafka's clients choose for a key
 * (murmur2); it is chosen here so that the work is done once per detector, and so that a resumed replay knows where an
 * event went.
 */
final class Destination {

    /** @param partition from 0 */
    record Address(byte[] key, int partition) {}

    /** A topic of more detectors than this is served too, only slower. */
    private static final int MOST_KNOWN = 10_000;

    private final ProducerProperties.Key recordKey;
    private final int partitions;
    private final Map<String, Address> byDetector = new HashMap<>();

    Destination(ProducerProperties.Key recordKey, int partitions) {
        this.recordKey = recordKey;
        this.partitions = partitions;
    }

    Address of(ParticleEvent event) {
        if (recordKey == ProducerProperties.Key.EVENT_ID) {
            return address(Long.toString(event.eventId()));
        }
        Address known = byDetector.get(event.detectorId());
        if (known != null) {
            return known;
        }
        Address address = address(event.detectorId());
        if (byDetector.size() < MOST_KNOWN) {
            byDetector.put(event.detectorId(), address);
        }
        return address;
    }

    private Address address(String text) {
        byte[] key = text.getBytes(StandardCharsets.US_ASCII);
        return new Address(key, Utils.toPositive(Utils.murmur2(key)) % partitions);
    }
}

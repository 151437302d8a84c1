package science.pipeline.producer.publish;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import science.pipeline.event.Event;

/**
 * Gives each event its record key and its partition. The partition is the one that Kafka's clients choose for a key
 * (murmur2); it is chosen here so that the work is done once per detector, and so that a resumed replay knows where an
 * event went. Touched by the sending thread only.
 */
final class Destination {

    /** @param partition from 0 */
    record Address(byte[] key, int partition) {}

    /** A topic of more detectors than this is served too, only slower. */
    private static final int MOST_KNOWN = 10_000;

    private final RecordKey recordKey;
    private int partitions;
    private final Map<String, Address> byDetector = new HashMap<>();

    Destination(RecordKey recordKey, int partitions) {
        this.recordKey = recordKey;
        this.partitions = partitions;
    }

    /** Of how many partitions events are sent to. */
    int partitions() {
        return partitions;
    }

    /**
     * The topic may have got more partitions; from now on events go to all of them.
     *
     * @return whether it has
     */
    boolean grow(int now) {
        if (now <= partitions) {
            return false;
        }
        partitions = now;
        byDetector.clear();
        return true;
    }

    Address of(Event event) {
        if (recordKey == RecordKey.EVENT_ID) {
            return address(event.id());
        }
        Address known = byDetector.get(event.detector());
        if (known != null) {
            return known;
        }
        Address address = address(event.detector());
        if (byDetector.size() < MOST_KNOWN) {
            byDetector.put(event.detector(), address);
        }
        return address;
    }

    private Address address(String text) {
        byte[] key = text.getBytes(StandardCharsets.US_ASCII);
        return new Address(key, Utils.toPositive(Utils.murmur2(key)) % partitions);
    }
}

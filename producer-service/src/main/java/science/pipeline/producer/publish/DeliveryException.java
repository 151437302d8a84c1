package science.pipeline.producer.publish;

import org.apache.kafka.common.errors.RecordTooLargeException;

/** Kafka refuses an event for good. The message says why, and what to do. */
final class DeliveryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DeliveryException(Exception reason) {
        super(message(reason), reason);
    }

    private static String message(Exception reason) {
        String found = "Kafka refused an event: " + reason.getMessage() + " ("
                + reason.getClass().getSimpleName() + "). Nothing more is sent, so that the topic has no hole. ";
        return found + advice(reason);
    }

    private static String advice(Exception reason) {
        if (reason instanceof RecordTooLargeException) {
            return "Raise max.message.bytes of the topic and spring.kafka.producer.properties.max.request.size.";
        }
        return "See the broker's log for the cause, then start the producer again.";
    }
}

package science.pipeline.producer.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;
import science.pipeline.producer.ProducerApplication;
import science.pipeline.producer.ProducerProperties;

/** What {@code /actuator/info} says: the version, and what is sent where. */
@Component
final class ProducerInfo implements InfoContributor {

    private final ProducerProperties properties;

    ProducerInfo(ProducerProperties properties) {
        this.properties = properties;
    }

    @Override
    public void contribute(Info.Builder builder) {
        Map<String, Object> producer = new LinkedHashMap<>();
        producer.put("version", version());
        producer.put("source", properties.source());
        producer.put("topic", properties.topic());
        producer.put("rate", properties.rate());
        producer.put("count", properties.count());
        builder.withDetail("producer", producer);
    }

    private static String version() {
        return Optional.ofNullable(ProducerApplication.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }
}

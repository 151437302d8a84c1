package science.pipeline.chassis.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's own, and another one of it when a key store or trust store has changed on disk: a client of Kafka reads them
 * once in its life, and certificates are renewed more often than services are started. Each connection that is opened
 * looks at the files, so a new certificate holds from the next connection on. Any thread.
 */
public final class ReloadingSslEngineFactory implements SslEngineFactory {

    private static final Logger log = LoggerFactory.getLogger(ReloadingSslEngineFactory.class);

    private Map<String, ?> settings = Map.of();
    private SslEngineFactory current = new DefaultSslEngineFactory();
    private List<Object> read = List.of();

    @Override
    public synchronized void configure(Map<String, ?> configured) {
        settings = Map.copyOf(withoutNulls(configured));
        read = stores();
        current.configure(configured);
    }

    private static Map<String, ?> withoutNulls(Map<String, ?> configured) {
        return configured.entrySet().stream()
                .filter(setting -> setting.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public SSLEngine createClientSslEngine(String host, int port, String identification) {
        return upToDate().createClientSslEngine(host, port, identification);
    }

    @Override
    public SSLEngine createServerSslEngine(String host, int port) {
        return upToDate().createServerSslEngine(host, port);
    }

    /** A file that is just being written is no store yet: what was read before holds until it is. */
    private synchronized SslEngineFactory upToDate() {
        List<Object> now = stores();
        if (!now.equals(read)) {
            SslEngineFactory fresh = new DefaultSslEngineFactory();
            try {
                fresh.configure(settings);
                current = fresh;
                read = now;
                log.debug("new connections to Kafka go by what has changed in {}", files());
            } catch (KafkaException unfinished) {
                log.debug("a store has changed and cannot be read yet", unfinished);
            }
        }
        return current;
    }

    private List<String> files() {
        return Stream.of(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG)
                .filter(settings::containsKey)
                .map(setting -> String.valueOf(settings.get(setting)))
                .toList();
    }

    /** What tells one state of the files from another. */
    private List<Object> stores() {
        List<Object> stores = new ArrayList<>();
        for (String file : files()) {
            try {
                BasicFileAttributes found = Files.readAttributes(Path.of(file), BasicFileAttributes.class);
                stores.add(List.of(found.lastModifiedTime(), found.size(), String.valueOf(found.fileKey())));
            } catch (IOException absent) {
                stores.add(file);
            }
        }
        return stores;
    }

    @Override
    public boolean shouldBeRebuilt(Map<String, Object> next) {
        return current().shouldBeRebuilt(next);
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return current().reconfigurableConfigs();
    }

    @Override
    public KeyStore keystore() {
        return current().keystore();
    }

    @Override
    public KeyStore truststore() {
        return current().truststore();
    }

    private synchronized SslEngineFactory current() {
        return current;
    }

    @Override
    public void close() {
        try {
            current().close();
        } catch (IOException neverThrown) {
            log.debug("closing", neverThrown);
        }
    }
}

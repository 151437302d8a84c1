package science.pipeline.chassis.trouble;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** What goes wrong while a client and Kafka agree on TLS. The JDK tells some of it by its messages only. */
final class TlsCauses {

    private TlsCauses() {}

    static Optional<Trouble> of(List<Throwable> chain, String kafka) {
        boolean handshake = chain.stream()
                .anyMatch(link -> link instanceof SSLException || link instanceof SslAuthenticationException);
        return handshake
                ? Optional.of(new Trouble(Trouble.Kind.DENIED, "No TLS with " + kafka + ": " + reason(chain)))
                : Optional.empty();
    }

    private static String reason(List<Throwable> chain) {
        for (Throwable link : chain) {
            if (link instanceof CertificateExpiredException) {
                return "its certificate has expired (" + link.getMessage() + "). Kafka needs a new one.";
            }
            if (link instanceof CertificateNotYetValidException) {
                return "its certificate is not valid yet (" + link.getMessage()
                        + "). Compare the clocks of both machines.";
            }
        }
        String said = said(chain);
        if (said.contains("No subject alternative") || said.contains("No name matching")) {
            return "its certificate is for another host name (" + said + "). Use a name that the certificate holds in "
                    + "spring.kafka.bootstrap-servers and in Kafka's advertised.listeners.";
        }
        if (chain.stream().anyMatch(link -> link instanceof CertPathBuilderException)
                || said.contains("valid certification path")
                || said.contains("trust anchor")) {
            return "its certificate is signed by an unknown authority (CA). Name a trust store that holds that CA's "
                    + "certificate in spring.kafka.ssl.trust-store-location.";
        }
        if (said.contains("Unsupported or unrecognized SSL message") || said.contains("plaintext connection")) {
            return "that port speaks without TLS. Use a TLS port, or spring.kafka.security.protocol without SSL.";
        }
        return said.contains("alert") ? alert(said) : said + ".";
    }

    /** What Kafka says of us before it hangs up. */
    private static String alert(String said) {
        if (said.contains("protocol_version")
                || said.contains("handshake_failure")
                || said.contains("insufficient_security")) {
            return "both sides have no TLS version or cipher in common, or Kafka wants a certificate of this client ("
                    + said + "). Compare ssl.enabled.protocols; a client's certificate is named in "
                    + "spring.kafka.ssl.key-store-location.";
        }
        return "Kafka does not accept the certificate of this client, or wants one (" + said
                + "). It is named in spring.kafka.ssl.key-store-location.";
    }

    /** The innermost message: the outer ones repeat that the handshake failed. */
    private static String said(List<Throwable> chain) {
        for (int i = chain.size() - 1; i >= 0; i--) {
            String message = chain.get(i).getMessage();
            if (message != null) {
                return message;
            }
        }
        return "the handshake failed";
    }
}

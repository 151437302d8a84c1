package science.pipeline.chassis.login;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.util.function.SingletonSupplier;

/** The OpenID Connect server. It is first asked when somebody comes, so a service starts without it. */
final class Issuer implements ClientRegistrationRepository {

    /** Where a browser comes back to is {@code /login/oauth2/code/site}. */
    static final String ID = "site";

    private final Login.Oidc oidc;
    private final SingletonSupplier<ClientRegistration> registration = SingletonSupplier.of(this::ask);

    Issuer(Login.Oidc oidc) {
        this.oidc = oidc;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return id.equals(ID) ? registration.obtain() : null;
    }

    private ClientRegistration ask() {
        try {
            return ClientRegistrations.fromIssuerLocation(oidc.issuer())
                    .registrationId(ID)
                    .clientId(oidc.clientId())
                    .clientSecret(oidc.clientSecret())
                    .scope("openid", "profile")
                    .userNameAttributeName(oidc.nameClaim())
                    .build();
        } catch (RuntimeException away) {
            throw new AuthenticationServiceException(oidc.issuer() + " does not answer: " + away.getMessage(), away);
        }
    }

    JwtDecoder decoder() {
        JwtDecoder onceKnown = new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder decoder =
                    NimbusJwtDecoder.withIssuerLocation(oidc.issuer()).build();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    JwtValidators.createDefaultWithIssuer(oidc.issuer()),
                    new JwtClaimValidator<List<String>>(
                            JwtClaimNames.AUD,
                            audience -> oidc.audience().isEmpty()
                                    || audience != null && audience.contains(oidc.audience()))));
            return decoder;
        });
        return token -> {
            try {
                return onceKnown.decode(token);
            } catch (JwtDecoderInitializationException away) {
                throw new AuthenticationServiceException(oidc.issuer() + " does not answer", away);
            }
        };
    }
}

package science.pipeline.chassis.login;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** A real OpenID Connect server: Spring's, which knows Ada, an operator, and Ben, a viewer. */
final class LoginServer implements AutoCloseable {

    static final String CLIENT = "control-room";
    static final String SECRET = "known-to-both";
    static final String PASSWORD = "mass-shell";

    private final ServletWebServerApplicationContext server;

    /** @param port that it listens on, for its address stands in its tokens */
    LoginServer(int port, String backTo) {
        server = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Server.class)
                .web(WebApplicationType.SERVLET)
                .properties(
                        "server.address=127.0.0.1",
                        "server.port=" + port,
                        "server.servlet.session.cookie.name=login-server",
                        "own.back-to=" + backTo,
                        "own.address=" + issuer(port),
                        "spring.main.banner-mode=off",
                        "logging.level.root=warn")
                .run();
    }

    static String issuer(int port) {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.close();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    @EnableWebSecurity
    static class Server {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(rights -> rights.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService people() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("ada")
                            .password("{noop}" + PASSWORD)
                            .roles("shift-leader")
                            .build(),
                    User.withUsername("ben")
                            .password("{noop}" + PASSWORD)
                            .roles("shifter")
                            .build(),
                    User.withUsername("eve")
                            .password("{noop}" + PASSWORD)
                            .roles("visitor")
                            .build());
        }

        @Bean
        RegisteredClientRepository clients(Environment environment) {
            RegisteredClient page = RegisteredClient.withId("1")
                    .clientId(CLIENT)
                    .clientSecret("{noop}" + SECRET)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                    .redirectUri(environment.getRequiredProperty("own.back-to"))
                    .scope("openid")
                    .scope("profile")
                    .build();
            return new InMemoryRegisteredClientRepository(page);
        }

        /** A program that asks with the client's own name is an operator; people are what the server says of them. */
        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> groups() {
            return token -> {
                List<String> groups = token.getPrincipal().getAuthorities().stream()
                        .map(authority ->
                                String.valueOf(authority.getAuthority()).replaceFirst("^ROLE_", ""))
                        .filter(group -> group.startsWith("shift"))
                        .toList();
                boolean program = token.getAuthorizationGrantType().equals(AuthorizationGrantType.CLIENT_CREDENTIALS);
                token.getClaims().claim("realm_access", Map.of("groups", program ? List.of("shift-leader") : groups));
            };
        }

        @Bean
        JWKSource<SecurityContext> keys() throws NoSuchAlgorithmException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return new ImmutableJWKSet<>(new JWKSet(new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyID("1")
                    .build()));
        }

        @Bean
        JwtDecoder decoder(Environment environment) {
            return NimbusJwtDecoder.withJwkSetUri(environment.getRequiredProperty("own.address") + "/oauth2/jwks")
                    .build();
        }

        @Bean
        AuthorizationServerSettings settings(Environment environment) {
            return AuthorizationServerSettings.builder()
                    .issuer(environment.getRequiredProperty("own.address"))
                    .build();
        }
    }
}

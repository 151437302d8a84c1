package science.pipeline.chassis.login;

import jakarta.servlet.DispatcherType;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import science.pipeline.chassis.web.AdminGate;
import science.pipeline.chassis.web.FrontDoor;
import science.pipeline.chassis.web.FrontDoorConfiguration;

/** The one chain of filters that all requests pass where a login is wanted. */
@AutoConfiguration(after = FrontDoorConfiguration.class)
@EnableConfigurationProperties(Login.class)
public class LoginConfiguration {

    private LoginConfiguration() {}

    /** Only where it is wanted: nothing of Spring Security is loaded otherwise. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("login.enabled")
    @ConditionalOnBean(FrontDoor.class)
    @EnableWebSecurity
    static class Wanted {

        private static final int BEHIND_THE_GATES = Ordered.HIGHEST_PRECEDENCE + 4;

        private final Login login;
        private final Refusals refusals;
        private final Issuer issuer;
        private final Claims claims;

        Wanted(Login login) {
            this.login = login;
            this.refusals = new Refusals(login);
            this.issuer = new Issuer(login.oidc());
            this.claims = new Claims(login.oidc());
        }

        @Bean
        SecurityFilterChain loginChain(
                HttpSecurity http, FrontDoor door, AdminGate gate, PathMappedEndpoints endpoints) {
            rights(http, door, endpoints);
            http.csrf(AbstractHttpConfigurer::disable)
                    .logout(AbstractHttpConfigurer::disable)
                    .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                    .exceptionHandling(
                            told -> told.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                    .addFilterBefore(new SameSite(), BasicAuthenticationFilter.class)
                    .addFilterBefore(new TokenLogin(gate), BasicAuthenticationFilter.class);
            if (!login.users().isEmpty()) {
                http.httpBasic(basic -> basic.authenticationEntryPoint(refusals));
            }
            if (login.oidc().isUsed()) {
                bearerTokens(http, gate);
            }
            if (login.oidc().isForBrowsers()) {
                browsers(http);
            }
            return http.build();
        }

        /** Wherever the endpoints may have been moved to. */
        private static void rights(HttpSecurity http, FrontDoor door, PathMappedEndpoints endpoints) {
            PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
            http.authorizeHttpRequests(rights -> {
                rights.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                path(endpoints, "health")
                        .forEach(health -> rights.requestMatchers(
                                        paths.matcher(HttpMethod.GET, health), paths.matcher(HttpMethod.HEAD, health))
                                .permitAll());
                path(endpoints, "prometheus")
                        .forEach(meters -> rights.requestMatchers(paths.matcher(HttpMethod.GET, meters))
                                .hasRole(Role.METRICS.title()));
                door.trials()
                        .forEach(trial -> path(endpoints, trial)
                                .forEach(tried -> rights.requestMatchers(paths.matcher(HttpMethod.POST, tried))
                                        .hasRole(Role.VIEWER.title())));
                rights.requestMatchers(paths.matcher(HttpMethod.GET, "/**"), paths.matcher(HttpMethod.HEAD, "/**"))
                        .hasRole(Role.VIEWER.title())
                        .anyRequest()
                        .hasRole(Role.OPERATOR.title());
            });
        }

        private static Set<String> path(PathMappedEndpoints endpoints, String id) {
            String path = endpoints.getPath(EndpointId.of(id));
            return path == null ? Set.of() : Set.of(path, path + "/**");
        }

        private void bearerTokens(HttpSecurity http, AdminGate gate) {
            JwtAuthenticationConverter person = new JwtAuthenticationConverter();
            person.setJwtGrantedAuthoritiesConverter(token -> claims.authorities(token.getClaims()));
            person.setPrincipalClaimName(login.oidc().nameClaim());
            DefaultBearerTokenResolver bearer = new DefaultBearerTokenResolver();
            http.oauth2ResourceServer(server -> server.authenticationEntryPoint(refusals)
                    .accessDeniedHandler(refusals)
                    .bearerTokenResolver(request -> gate.isBorneBy(request) ? null : bearer.resolve(request))
                    .jwt(token -> token.decoder(issuer.decoder()).jwtAuthenticationConverter(person))
                    .withObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
                        @Override
                        public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                            filter.setAuthenticationFailureHandler(refusals);
                            return filter;
                        }
                    }));
        }

        private void browsers(HttpSecurity http) {
            http.oauth2Login(browser -> browser.clientRegistrationRepository(issuer)
                    .authorizedClientService(new InMemoryOAuth2AuthorizedClientService(issuer))
                    .loginPage(Refusals.LOGIN)
                    .defaultSuccessUrl("/", true)
                    .failureHandler(refusals)
                    .userInfoEndpoint(info -> info.userAuthoritiesMapper(roles()))
                    .withObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                        @Override
                        public <F extends OAuth2AuthorizationRequestRedirectFilter> F postProcess(F filter) {
                            filter.setAuthenticationFailureHandler(refusals);
                            return filter;
                        }
                    }));
        }

        private GrantedAuthoritiesMapper roles() {
            return granted -> {
                Set<GrantedAuthority> roles = new LinkedHashSet<>();
                for (GrantedAuthority each : granted) {
                    if (each instanceof OidcUserAuthority person) {
                        roles.addAll(claims.authorities(person.getAttributes()));
                    }
                }
                return roles;
            };
        }

        @Bean
        PasswordEncoder passwords() {
            return new RememberedPasswords(PasswordEncoderFactories.createDelegatingPasswordEncoder());
        }

        @Bean
        UserDetailsService users() {
            InMemoryUserDetailsManager users = new InMemoryUserDetailsManager();
            login.users()
                    .forEach(user -> users.createUser(User.withUsername(user.name())
                            .password(user.password())
                            .authorities(user.role().authorities())
                            .build()));
            return users;
        }

        /** Whoever asks for what needs no file of ours is let in or refused before that. */
        @Bean
        DelegatingFilterProxyRegistrationBean loginFilter() {
            DelegatingFilterProxyRegistrationBean filter =
                    new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
            filter.setOrder(BEHIND_THE_GATES);
            filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
            return filter;
        }
    }
}

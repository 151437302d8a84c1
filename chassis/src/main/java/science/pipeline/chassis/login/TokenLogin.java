package science.pipeline.chassis.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;
import science.pipeline.chassis.web.AdminGate;

/** Takes whoever bears the admin token for an operator. */
final class TokenLogin extends OncePerRequestFilter {

    private static final String NAME = "the admin token";

    private final AdminGate gate;
    private final RequestAttributeSecurityContextRepository kept = new RequestAttributeSecurityContextRepository();

    TokenLogin(AdminGate gate) {
        this.gate = gate;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (gate.isBorneBy(request)) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(
                    UsernamePasswordAuthenticationToken.authenticated(NAME, null, Role.OPERATOR.authorities()));
            SecurityContextHolder.setContext(context);
            kept.saveContext(context, request, response);
        }
        chain.doFilter(request, response);
    }
}

package science.pipeline.chassis.login;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;

/** What an OpenID Connect server says about somebody, as roles. */
record Claims(Login.Oidc oidc) {

    Collection<GrantedAuthority> authorities(Map<String, Object> claims) {
        List<String> found = texts(at(claims));
        if (found.stream().anyMatch(oidc.operators()::contains)) {
            return Role.OPERATOR.authorities();
        }
        return found.stream().anyMatch(oidc.viewers()::contains) ? Role.VIEWER.authorities() : List.of();
    }

    /** A claim of that very name, or one within another, as {@code realm_access.roles}. */
    private @Nullable Object at(Map<String, Object> claims) {
        if (claims.containsKey(oidc.rolesClaim())) {
            return claims.get(oidc.rolesClaim());
        }
        Object place = claims;
        for (String step : oidc.rolesClaim().split("\\.")) {
            place = place instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return place;
    }

    private static List<String> texts(@Nullable Object claim) {
        if (claim instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return claim == null ? List.of() : List.of(claim.toString().split(" "));
    }
}

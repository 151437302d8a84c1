package science.pipeline.chassis.login;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Everything under {@code login}: the same keys for both services.
 *
 * @param enabled whether everybody is asked who they are; health's probes answer all the same
 * @param users with a password
 * @param oidc an OpenID Connect server that knows more of them
 */
@Validated
@ConfigurationProperties(prefix = "login", ignoreUnknownFields = false)
public record Login(
        @DefaultValue("false") boolean enabled,
        @DefaultValue List<@Valid User> users,
        @DefaultValue @Valid Oidc oidc) {

    /**
     * Somebody with a password.
     *
     * @param name that they log in with
     * @param password its hash, as the command {@code password} prints it
     * @param role metrics, viewer or operator
     */
    public record User(
            @DefaultValue("") String name,
            @DefaultValue("") String password,
            @DefaultValue("viewer") @NotNull Role role) {

        /** Checked here and not at the key, whose message would show what was found. */
        @AssertTrue(
                message = "expected in password what the command `password` prints, {bcrypt}$2a$… (or {noop}WORD, for a"
                        + " trial)")
        boolean isPasswordHashed() {
            return password.matches("\\{bcrypt}\\$2[aby]\\$.{56}|\\{noop}.+");
        }

        @AssertTrue(message = "expected a name of 1 to 64 letters, digits and ._@-") boolean isNameReadable() {
            return name.matches("[\\p{L}\\p{N}._@-]{1,64}");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * An OpenID Connect server.
     *
     * @param issuer its address, as it stands in its tokens; empty = none
     * @param clientId by which it knows this service; empty = it logs nobody in by browser, and only its bearer tokens
     *     are a way in
     * @param clientSecret that goes with it
     * @param audience that a bearer token must be for; empty = not asked
     * @param nameClaim that names a person
     * @param rolesClaim that lists roles or groups; a path with dots where it lies within another
     * @param viewers values of that claim which make a viewer
     * @param operators values of that claim which make an operator
     */
    public record Oidc(
            @DefaultValue("")
            @Pattern(
                    regexp = "|https?://[^\\s?#]+",
                    message = "expected an address such as https://login.example.org/realms/lab")
            String issuer,

            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue("") String audience,
            @DefaultValue("sub") String nameClaim,
            @DefaultValue("roles") String rolesClaim,
            @DefaultValue("viewer") List<String> viewers,
            @DefaultValue("operator") List<String> operators) {

        @AssertTrue(message = "expected issuer beside client-id: the server that knows it") boolean isServerNamed() {
            return !issuer.isEmpty() || clientId.isEmpty();
        }

        boolean isUsed() {
            return !issuer.isEmpty();
        }

        boolean isForBrowsers() {
            return !clientId.isEmpty();
        }

        @Override
        public String toString() {
            return issuer;
        }
    }

    @AssertTrue(message = "expected users, or oidc.issuer, where enabled is true: nobody could come in") boolean isPossible() {
        return !enabled || !users.isEmpty() || oidc.isUsed();
    }

    @AssertTrue(message = "expected each user once") boolean isUnambiguous() {
        return users.stream().map(User::name).distinct().count() == users.size();
    }

    @AssertTrue(message = "expected enabled=true beside users or oidc.issuer: nobody would be asked who they are") boolean isMeant() {
        return enabled || users.isEmpty() && !oidc.isUsed();
    }
}

/**
 * Who somebody is, where a site wants to know: users with passwords, an OpenID Connect server, the admin token. Nothing
 * of it is looked at while {@code login.enabled} is false. May import Spring, Spring Security and {@code web}.
 */
@NullMarked
package science.pipeline.chassis.login;

import org.jspecify.annotations.NullMarked;

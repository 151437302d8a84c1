package science.pipeline.chassis.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** A site whose people an OpenID Connect server knows. The site starts before that server does. */
@ExtendWith(OutputCaptureExtension.class)
class OidcTest {

    /** Well formed. */
    private static final String NOBODYS = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.AAAA";

    private static Site site;
    private static LoginServer server;
    private static String issuer;
    private static List<Integer> whileItWasAway;

    @BeforeAll
    static void start() throws Exception {
        int port = Site.freePort();
        issuer = LoginServer.issuer(port);
        site = new Site(
                "--server.servlet.session.cookie.name=site",
                "--login.enabled=true",
                "--login.oidc.issuer=" + issuer,
                "--login.oidc.client-id=" + LoginServer.CLIENT,
                "--login.oidc.client-secret=" + LoginServer.SECRET,
                "--login.oidc.roles-claim=realm_access.groups",
                "--login.oidc.viewers=shifter",
                "--login.oidc.operators=shift-leader,expert");
        whileItWasAway = List.of(
                site.get("/oauth2/authorization/site", null).statusCode(),
                site.get("/", "Bearer " + NOBODYS).statusCode());
        server = new LoginServer(port, site.address() + "/login/oauth2/code/site");
    }

    @AfterAll
    static void stop() {
        server.close();
        site.close();
    }

    @Test
    void withoutTheServerPeopleAreToldSo() {
        assertThat(whileItWasAway).containsExactly(503, 503);
    }

    @Test
    void programsAreRefusedAndBrowsersAreSentToLogIn() throws Exception {
        var program = site.get("/actuator/switch", null);
        assertThat(program.statusCode()).isEqualTo(401);
        assertThat(program.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");

        var browser = site.send(site.request("/").header("Accept", "text/html,*/*"), null);
        assertThat(browser.statusCode()).isEqualTo(302);
        assertThat(browser.headers().firstValue("Location")).hasValue("/oauth2/authorization/site");
    }

    @Test
    void aBearerTokenOfTheServerIsAWayIn(CapturedOutput output) throws Exception {
        String token = "Bearer " + token();
        assertThat(site.get("/", token).body()).isEqualTo("the page");
        assertThat(site.post("/actuator/switch/on", token).statusCode()).isEqualTo(200);
        assertThat(output).contains("switch on (changed by " + LoginServer.CLIENT + ", from 127.0.0.1)");
        assertThat(site.get("/", token.substring(0, token.length() - 4) + "AAAA")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTokenForSomebodyElseIsNone() throws Exception {
        try (Site choosy = new Site(
                "--login.enabled=true", "--login.oidc.issuer=" + issuer, "--login.oidc.audience=another-service")) {
            assertThat(choosy.get("/", "Bearer " + token()).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void whoeverLogsInByBrowserHasTheRoleThatTheServerNames(CapturedOutput output) throws Exception {
        HttpClient ada = logIn("ada");
        assertThat(ask(ada, "/", "GET")).isEqualTo(200);
        assertThat(ask(ada, "/actuator/switch/on", "POST")).isEqualTo(200);
        assertThat(output).contains("switch on (changed by ada, from 127.0.0.1)");

        HttpClient ben = logIn("ben");
        assertThat(ask(ben, "/", "GET")).isEqualTo(200);
        assertThat(ask(ben, "/actuator/switch/on", "POST")).isEqualTo(403);

        assertThat(ask(logIn("eve"), "/", "GET"))
                .as("known to the server, without a role here")
                .isEqualTo(403);
    }

    private static int ask(HttpClient browser, String path, String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(site.address() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return browser.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Fills in the server's form as a person does. */
    private static HttpClient logIn(String name) throws Exception {
        HttpClient browser = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpResponse<String> form = browser.send(
                HttpRequest.newBuilder(URI.create(site.address() + "/"))
                        .header("Accept", "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Matcher hidden =
                Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(form.body());
        assertThat(hidden.find()).as(form.uri() + " " + form.body()).isTrue();
        String filledIn = "username=" + name + "&password=" + LoginServer.PASSWORD + "&_csrf="
                + URLEncoder.encode(hidden.group(1), StandardCharsets.UTF_8);
        browser.send(
                HttpRequest.newBuilder(URI.create(issuer + "/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "text/html")
                        .POST(HttpRequest.BodyPublishers.ofString(filledIn))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        return browser;
    }

    private static String token() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", Site.basic(LoginServer.CLIENT, LoginServer.SECRET))
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=profile"))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return JsonMapper.shared().readTree(answer).path("access_token").asString();
    }
}

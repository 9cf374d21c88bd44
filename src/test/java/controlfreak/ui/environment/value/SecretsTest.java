package controlfreak.ui.environment.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "API_KEY",
                "SECRET",
                "DB_PASSWORD",
                "GITHUB_TOKEN",
                "MYSQL_PWD",
                "aws.secret.access.key",
                "dbPassword",
                "app-token",
                "GOOGLE_CREDENTIALS",
                "KEY",
                "PASSWD2_PASSWD",
                "PGPASSWORD",
                "DBPASSWORD",
                "SSHPASS",
                "SECRETKEY",
                "AUTHTOKEN",
                "GITHUB_PAT",
                "JWT",
                "PASSWORD2",
                "DB_PASS1",
                "REDIS_AUTH",
                "npm_config__auth",
                "DBPWD",
                "apikey",
                "SLACK_WEBHOOK_URL",
                "ACCOUNTKEY",
                "PGPASSFILE_TOKEN",
                "AZURE_CONNECTIONSTRING"
            })
    void namesWithASecretWordAreSecrets(String name) {
        assertThat(Secrets.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MONKEY",
                "KEYBOARD",
                "PWD",
                "OLDPWD",
                "TOKENIZER",
                "PORT",
                "PATH",
                "",
                "_",
                "SECRETARY",
                "ÄKEYÖ",
                "SSH_AUTH_SOCK",
                "COMPASS",
                "BYPASS",
                "XAUTHORITY",
                "HOTKEY",
                "PATTERN",
                "DATABASE_URL",
                "42"
            })
    void otherNamesAreNot(String name) {
        assertThat(Secrets.isSecret(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://shop:s3cr3t@db/shop",
                "redis://:s3cr3t@cache:6379/0",
                "https://bob:a/b:c@host/x",
                "root:pw@tcp(127.0.0.1:3306)/shop",
                "jdbc:postgresql://db/shop?user=x&password=s3cr3t",
                "Server=db;User=x;Password=s3cr3t",
                "-----BEGIN RSA PRIVATE KEY-----\nMII",
                "ghp_0123456789012345678901234567890123456789",
                "AKIAIOSFODNN7EXAMPLE",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc"
            })
    void valuesThatAreOrHoldOneAreSecrets(String value) {
        assertThat(Secrets.isSecret("URL", Optional.of(value))).isTrue();
        assertThat(Secrets.shown("URL", value)).isEqualTo(Secrets.MASK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://host:8080/a@b",
                "http://[::1]:80/",
                "git@github.com:shop/app.git",
                "nginx:1.25@sha256:0123",
                "mailto:bob@example.org",
                "bob@example.org",
                "/usr/bin:/bin",
                "12:30:59",
                "postgres://shop@db/shop",
                "-Dtokens=",
                "key value"
            })
    void otherValuesAreNot(String value) {
        assertThat(Secrets.isSecret("URL", Optional.of(value))).isFalse();
    }

    @Test
    void aHugeValueIsLookedAtInAMoment() {
        String long1 = "a:".repeat(500_000);
        String long2 = "://".repeat(300_000);
        String long3 = "eyJ".repeat(300_000);
        for (String value : new String[] {long1, long2, long3}) {
            assertThat(Secrets.isSecret("TEXT", Optional.of(value))).isFalse();
        }
    }
}

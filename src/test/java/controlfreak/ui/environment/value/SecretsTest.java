package controlfreak.ui.environment.value;

import static org.assertj.core.api.Assertions.assertThat;

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
                "PASSWD2_PASSWD"
            })
    void namesWithASecretsWordAreSecrets(String name) {
        assertThat(Secrets.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"MONKEY", "KEYBOARD", "PWD", "OLDPWD", "TOKENIZER", "PORT", "PATH", "", "_", "SECRETARY", "ÄKEYÖ"
            })
    void otherNamesAreNot(String name) {
        assertThat(Secrets.isSecret(name)).isFalse();
    }
}

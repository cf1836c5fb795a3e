package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"tailor/tags/prompt"
	"tailor/tags/prompt/lint"
	"tailor/tags/prompt/settings"
)

// asked is what is to be checked: a prompt, and a negative and settings or none
// of them. In JSON it is a string, or an object.
type asked struct {
	Prompt   string
	Negative *string
	Settings string
}

// texts are both prompts, the negative "" where there is none.
func (p *asked) texts() prompt.Texts {
	t := prompt.Texts{Positive: p.Prompt}
	if p.Negative != nil {
		t.Negative = *p.Negative
	}
	return t
}

// text returns the text that a diagnostic's span lies in, and its name.
func (p *asked) text(d lint.Diagnostic) (text, name string) {
	switch {
	case d.Settings:
		return p.Settings, "settings"
	case d.Negative:
		return *p.Negative, "negative"
	}
	return p.Prompt, "prompt"
}

// UnmarshalJSON reads both forms.
func (p *asked) UnmarshalJSON(text []byte) error {
	if text[0] == '"' {
		return json.Unmarshal(text, &p.Prompt)
	}
	var object struct {
		Prompt   *string `json:"prompt"`
		Negative *string `json:"negative"`
		Settings string  `json:"settings"`
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&object); err != nil {
		return err
	}
	if key, ok := twice(text); ok {
		return fmt.Errorf("%q stands in it twice", key)
	}
	if object.Prompt == nil {
		return errors.New(`there is no "prompt"`)
	}
	p.Prompt, p.Negative, p.Settings = *object.Prompt, object.Negative, object.Settings
	return p.checkSettings()
}

// twice returns a key that an object of JSON has more than once, of which the last
// would hold.
func twice(object []byte) (key string, ok bool) {
	d := json.NewDecoder(bytes.NewReader(object))
	seen := map[string]bool{}
	_, err := d.Token() // its bracket
	for err == nil && d.More() {
		var name json.Token
		if name, err = d.Token(); err != nil {
			break
		}
		key, _ := name.(string)
		if key = strings.ToLower(key); seen[key] {
			return key, true
		}
		seen[key] = true
		var value json.RawMessage
		err = d.Decode(&value)
	}
	return "", false
}

// checkSettings is the error for settings that are no line of them.
func (p *asked) checkSettings() error {
	if strings.TrimSpace(p.Settings) != "" && len(settings.Parse(p.Settings)) == 0 {
		return fmt.Errorf(`the settings %q are no line such as "Steps: 28, CFG scale: 7"`, p.Settings)
	}
	return nil
}

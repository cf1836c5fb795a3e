package state

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// Job is a picture that a server was asked for and that has not come yet: the
// next start fetches it, where the server still has it.
type Job struct {
	ID       string    `json:"id"`
	Server   string    `json:"server"` // its address, without user and password
	Seed     uint64    `json:"seed"`
	Infotext string    `json:"infotext"`
	Prompt   string    `json:"prompt"` // as it was written, wildcards and all
	Negative string    `json:"negative,omitempty"`
	Settings string    `json:"settings,omitempty"`
	Time     time.Time `json:"time"`
}

const (
	jobsName = "jobs.json"
	maxJobs  = 200
	// maxState is how many bytes of a small file are read, and maxValues how many
	// values: a server with five thousand LoRAs has half of them.
	maxState  = 16 << 20
	maxValues = 250_000
)

// Jobs returns the jobs that are not done, the oldest first.
func (d Dir) Jobs() ([]Job, error) { return readJSON[[]Job](d, jobsName) }

// AddJob notes a job, RemoveJob strikes it out. A file that cannot be read is
// set aside and begun again.
func (d Dir) AddJob(j Job) error {
	return d.changeJobs(func(jobs []Job) []Job { return append(jobs, j) })
}

// RemoveJob strikes a job out.
func (d Dir) RemoveJob(id string) error {
	return d.changeJobs(func(jobs []Job) []Job { return slices.DeleteFunc(jobs, func(j Job) bool { return j.ID == id }) })
}

func (d Dir) changeJobs(change func([]Job) []Job) error {
	err := changeJSON(d, jobsName, func(jobs []Job) []Job {
		jobs = change(jobs)
		from, room := len(jobs), maxState-len("[]") // of the newest as many as are read back
		for n := 0; from > 0 && n < maxJobs; n++ {
			line, _ := json.Marshal(jobs[from-1]) // texts and numbers
			if room -= len(line) + len(","); room < 0 && n > 0 {
				break
			}
			from--
		}
		return jobs[from:]
	})
	if err != nil {
		return fmt.Errorf("what the server was asked for is not noted: %w", err)
	}
	return nil
}

# averages.gp -- the mean of a neuron: batches, moving averages, all images
width = 900; height = 500
load "plots/style.gp"
set title "Mean of one neuron's z, last epoch: ".caption noenhanced
set xlabel "step"; set ylabel "μ"; set autoscale xfix
set key top right opaque
plot dat index "last" using "step":"batch" with points lt 8 pt 7 ps 0.5 \
         title "of the batch", \
     "" index "last" using "step":"fast" with lines lt 1 \
         title "moving average, p = 0.9", \
     "" index "last" using "step":"slow" with lines lt 5 \
         title "moving average, p = 0.99", \
     "" index "last" using "step":"all" with lines lt 7 \
         title "all training images, at the end"
